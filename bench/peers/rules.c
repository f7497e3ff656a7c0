/* The rules that read or compute more than the loop of AdamW does, as one writes them by hand: fixed hyper-parameters, sums in blocks of
   4096 coordinates. length: a multiple of 16; all arrays are aligned to 64 bytes. */
#include <float.h>
#include "vectors.h"

/* AdamW whole: v corrected for its start at zero, and bounded, so that it never stays infinite. */
void adamw_move(float *parameter, const float *gradient, float *momentum, float *second, ptrdiff_t length)
{
    const vector first_decay = all(0.9f), first_intake = all(0.1f), second_decay = all(0.999f), second_intake = all(0.001f);
    const vector largest = all(FLT_MAX), correction = all(1.5f), epsilon = all(1e-8f), rate = all(-1e-3f), retained = all(1 - 1e-5f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        vector g = at(gradient, i);
        vector m = muladd(first_decay, at(momentum, i), first_intake * g);
        vector v = lesser(largest, muladd(second_decay, at(second, i), second_intake * (g * g)));
        put(momentum, i, m);
        put(second, i, v);
        vector step = m / (root(correction * v) + epsilon);
        put(parameter, i, muladd(rate, step, retained * at(parameter, i)));
    }
}

/* Torque-aware momentum: <m, g>, |m|^2, |g|^2. Two vectors of each sum, so that no addition waits for the one before. */
void torque_sums(const float *gradient, const float *momentum, ptrdiff_t length, double *sums)
{
    for (ptrdiff_t block = 0; block < length; block += BLOCK) {
        vector products[2] = { all(0), all(0) }, momenta[2] = { all(0), all(0) }, gradients[2] = { all(0), all(0) };
        for (ptrdiff_t i = block; i < least(block + BLOCK, length); i += 2 * WIDTH)
            for (int k = 0; k < 2 && i + k * WIDTH < length; k++) {
                vector g = at(gradient, i + k * WIDTH), m = at(momentum, i + k * WIDTH);
                products[k] = muladd(m, g, products[k]);
                momenta[k] = muladd(m, m, momenta[k]);
                gradients[k] = muladd(g, g, gradients[k]);
            }
        sums[0] += total(products[0] + products[1]);
        sums[1] += total(momenta[0] + momenta[1]);
        sums[2] += total(gradients[0] + gradients[1]);
    }
}

void torque_move(float *parameter, const float *gradient, float *momentum, ptrdiff_t length, float damping)
{
    const vector decay = all(0.9f), intake = all(damping), rate = all(-1e-3f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        vector m = muladd(decay, at(momentum, i), intake * at(gradient, i));
        put(momentum, i, m);
        put(parameter, i, muladd(rate, m, at(parameter, i)));
    }
}

/* Adaptive memory without a scaling (AM-MGD): <g, d>, <d - g, g + lambda d>, |d - g|^2. */
void planes_sums(const float *gradient, const float *momentum, ptrdiff_t length, double *sums)
{
    const vector proximity = all(0.1f);
    for (ptrdiff_t block = 0; block < length; block += BLOCK) {
        vector first[2] = { all(0), all(0) }, other[2] = { all(0), all(0) }, third[2] = { all(0), all(0) };
        for (ptrdiff_t i = block; i < least(block + BLOCK, length); i += 2 * WIDTH)
            for (int k = 0; k < 2 && i + k * WIDTH < length; k++) {
                vector g = at(gradient, i + k * WIDTH), d = at(momentum, i + k * WIDTH), difference = d - g;
                first[k] = muladd(g, d, first[k]);
                other[k] = muladd(difference, muladd(proximity, d, g), other[k]);
                third[k] = muladd(difference, difference, third[k]);
            }
        sums[0] += total(first[0] + first[1]);
        sums[1] += total(other[0] + other[1]);
        sums[2] += total(third[0] + third[1]);
    }
}

void planes_move(float *parameter, const float *gradient, float *momentum, ptrdiff_t length, float share)
{
    const vector memory = all((share + 0.1f) / 1.1f), intake = all((1 - share) / 1.1f), rate = all(-1e-3f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        vector d = muladd(memory, at(momentum, i), intake * at(gradient, i));
        put(momentum, i, d);
        put(parameter, i, muladd(rate, d, at(parameter, i)));
    }
}

/* Adaptive memory beside Adam's second moment (AM-AdamW): P, and the four sums of Eq. 14. */
INLINE vector observe(vector g, vector v) { return muladd(all(0.999f), v, all(0.001f) * (g * g)); }

INLINE vector precondition(vector v) { return root(v) + all(1e-8f); }

void adaptive_sums(const float *parameter, const float *gradient, const float *momentum, const float *second, ptrdiff_t length, double *sums)
{
    const vector proximity = all(0.1f), one = all(1), weight_decay = all(0.01f);
    for (ptrdiff_t block = 0; block < length; block += BLOCK) {
        vector first = all(0), other = all(0), third = all(0), fourth = all(0);
        for (ptrdiff_t i = block; i < least(block + BLOCK, length); i += WIDTH) {
            vector g = at(gradient, i), d = at(momentum, i), theta = at(parameter, i), p = precondition(observe(g, at(second, i)));
            vector pull = proximity * p, stretch = one + pull, weight = one / (p * stretch);
            vector difference = d - g, weighted = weight * difference;
            vector travel = muladd(weight_decay, theta, d * (weight * stretch));
            first = muladd(g, travel, first);
            other = muladd(weighted, muladd(pull, d, g), other);
            third = muladd(theta, difference, third);
            fourth = muladd(weighted, difference, fourth);
        }
        sums[0] += total(first);
        sums[1] += total(other);
        sums[2] += total(third);
        sums[3] += total(fourth);
    }
}

void adaptive_move(float *parameter, const float *gradient, float *momentum, float *second, ptrdiff_t length, float share)
{
    const vector proximity = all(0.1f), one = all(1), memory_share = all(share), gradient_share = all(1 - share);
    const vector rate = all(-1e-3f), retained = all(1 - 1e-5f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        vector g = at(gradient, i), v = observe(g, at(second, i)), p = precondition(v), pull = proximity * p;
        vector blend = muladd(memory_share + pull, at(momentum, i), gradient_share * g);
        vector displacement = blend / (p * (one + pull));
        put(second, i, v);
        put(momentum, i, displacement * p);
        put(parameter, i, muladd(rate, displacement, retained * at(parameter, i)));
    }
}

/* Critical momenta beside Adam: the momentum of the step before enters the buffer, and the new one is written over the entry
   that it replaces. */
void critical_move(float *parameter, const float *gradient, const float *momentum, float *entry, float *sum, float *second, ptrdiff_t length, double *norm)
{
    const vector decay = all(0.9f), intake = all(0.1f), average = all(0.2f), epsilon = all(1e-8f), rate = all(-1e-3f);
    const vector second_decay = all(0.99f), second_intake = all(0.01f);
    for (ptrdiff_t block = 0; block < length; block += BLOCK) {
        vector squares = all(0);
        for (ptrdiff_t i = block; i < least(block + BLOCK, length); i += WIDTH) {
            vector g = at(gradient, i), before = at(momentum, i);
            vector buffer = at(sum, i) + (before - at(entry, i));
            vector m = muladd(decay, before, intake * g);
            vector aggregate = muladd(average, buffer, m);
            vector v = muladd(second_decay, at(second, i), second_intake * (aggregate * aggregate));
            squares = muladd(g, g, squares);
            put(entry, i, m);
            put(sum, i, buffer);
            put(second, i, v);
            put(parameter, i, muladd(rate, aggregate / root(v + epsilon), at(parameter, i)));
        }
        *norm += total(squares);
    }
}

/* Maximum variation averaging beside a moving average of gradients, with the mean U and the variance R. */
void variation_move(float *parameter, const float *gradient, float *momentum, float *means, float *variances, float *weights, ptrdiff_t length)
{
    const vector decay = all(0.9f), intake = all(0.1f), lowest = all(0.5f), highest = all(0.999f), one = all(1);
    const vector guard = all(1e-16f), epsilon = all(1e-8f), rate = all(-1e-3f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        vector g = at(gradient, i), mean = at(means, i), variance = at(variances, i), w = at(weights, i);
        vector difference = g - mean, deviation = difference * difference, both = deviation + variance;
        vector kept = both / (muladd(w, deviation - variance, both) + guard);
        kept = lesser(larger(kept, lowest), highest);
        vector rest = one - kept;
        w = muladd(kept, w, rest);
        vector share = rest / w, step = share * difference;
        mean = mean + step;
        variance = (one - share) * muladd(step, difference, variance);
        vector m = muladd(decay, at(momentum, i), intake * g);
        put(means, i, mean);
        put(variances, i, variance);
        put(weights, i, w);
        put(momentum, i, m);
        vector displacement = m / (root(muladd(mean, mean, variance)) + epsilon);
        put(parameter, i, muladd(rate, displacement, at(parameter, i)));
    }
}

/* AngularGrad beside Adam's second moment, with the cosine: phi = (1 + tanh a) / 2 = 1 / (2 + expm1(-2a)), and expm1(-2a) by six
   times expm1(2y) = expm1(y) (expm1(y) + 2) from a Pade approximant at a / 64. */
void angular_move(float *parameter, const float *gradient, float *momentum, float *previous, float *tangents, float *second, ptrdiff_t length)
{
    const vector decay = all(0.9f), intake = all(0.1f), second_decay = all(0.999f), second_intake = all(0.001f);
    const vector epsilon = all(1e-8f), rate = all(-1e-3f), one = all(1), two = all(2);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        vector g = at(gradient, i), before = at(previous, i);
        vector tangent = size((g - before) / muladd(g, before, one));
        vector smaller = lesser(tangent, at(tangents, i));
        vector y = all(1 / 64.0f) / root(muladd(smaller, smaller, one)), square = y * y;
        vector numerator = y * muladd(muladd(square + all(378), square, all(17325)), square, all(135135));
        vector denominator = muladd(muladd(muladd(all(28), square, all(3150)), square, all(62370)), square, all(135135));
        vector e = all(-2) * numerator / (denominator + numerator);
        for (int k = 0; k < 6; k++)
            e = muladd(e, e, e + e);
        vector m = muladd(decay, at(momentum, i), intake * g);
        vector v = muladd(second_decay, at(second, i), second_intake * (g * g));
        put(momentum, i, m);
        put(previous, i, g);
        put(tangents, i, tangent);
        put(second, i, v);
        put(parameter, i, muladd(rate, m / ((e + two) * (root(v) + epsilon)), at(parameter, i)));
    }
}
