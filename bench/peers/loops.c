/* AdamW, and SGD with momentum and without, as one writes them by hand: one tensor, fixed hyper-parameters. length: a multiple of 16; all
   arrays are aligned to 64 bytes. */
#include "vectors.h"

void gradient_loop(float *parameter, const float *gradient, ptrdiff_t length)
{
    const vector rate = all(-1e-3f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH)
        put(parameter, i, muladd(rate, at(gradient, i), at(parameter, i)));
}

void momentum_loop(float *parameter, const float *gradient, float *momentum, ptrdiff_t length)
{
    const vector decay = all(0.9f), rate = all(-1e-3f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        vector m = muladd(decay, at(momentum, i), at(gradient, i));
        put(momentum, i, m);
        put(parameter, i, muladd(rate, m, at(parameter, i)));
    }
}

void adamw_loop(float *parameter, const float *gradient, float *momentum, float *second, ptrdiff_t length)
{
    const vector first_decay = all(0.9f), first_intake = all(0.1f), second_decay = all(0.999f), second_intake = all(0.001f);
    const vector epsilon = all(1e-8f), rate = all(-1e-3f), retained = all(1 - 1e-5f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        vector g = at(gradient, i);
        vector m = muladd(first_decay, at(momentum, i), first_intake * g);
        vector v = muladd(second_decay, at(second, i), second_intake * (g * g));
        put(momentum, i, m);
        put(second, i, v);
        vector step = m / (root(v) + epsilon);
        put(parameter, i, muladd(rate, step, retained * at(parameter, i)));
    }
}

/* Whether all numbers are finite: 0 times each, summed up in four vectors, which is as fast as reading. */
int is_finite(const float *gradient, ptrdiff_t length)
{
    vector sums[4] = { all(0), all(0), all(0), all(0) };
    const vector zero = all(0);
    ptrdiff_t i = 0;
    for (; i <= length - 4 * WIDTH; i += 4 * WIDTH)
        for (int k = 0; k < 4; k++)
            sums[k] = muladd(at(gradient, i + k * WIDTH), zero, sums[k]);
    for (; i < length; i += WIDTH)
        sums[0] = muladd(at(gradient, i), zero, sums[0]);
    return !any_not_a_number((sums[0] + sums[1]) + (sums[2] + sums[3]));
}
