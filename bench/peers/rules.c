/* The rules that read or sum up more than AdamW does, as one writes them by hand for AVX-512: fixed hyper-parameters, sums in
   blocks of 4096 coordinates. length: a multiple of 16; all arrays are aligned to 64 bytes. */
#include <immintrin.h>
#include <stddef.h>

enum { WIDTH = 16, BLOCK = 4096 };

static inline __m512 all(float value) { return _mm512_set1_ps(value); }
static inline __m512 at(const float *array, ptrdiff_t i) { return _mm512_load_ps(array + i); }
static inline ptrdiff_t least(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

/* Torque-aware momentum: <m, g>, |m|^2, |g|^2. */
void torque_sums(const float *gradient, const float *momentum, ptrdiff_t length, double *sums)
{
    for (ptrdiff_t block = 0; block < length; block += BLOCK) {
        __m512 products = all(0), momenta = all(0), gradients = all(0);
        for (ptrdiff_t i = block; i < least(block + BLOCK, length); i += WIDTH) {
            __m512 g = at(gradient, i), m = at(momentum, i);
            products = _mm512_fmadd_ps(m, g, products);
            momenta = _mm512_fmadd_ps(m, m, momenta);
            gradients = _mm512_fmadd_ps(g, g, gradients);
        }
        sums[0] += _mm512_reduce_add_ps(products);
        sums[1] += _mm512_reduce_add_ps(momenta);
        sums[2] += _mm512_reduce_add_ps(gradients);
    }
}

void torque_move(float *parameter, const float *gradient, float *momentum, ptrdiff_t length, float damping)
{
    const __m512 decay = all(0.9f), intake = all(damping), rate = all(-1e-3f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        __m512 m = _mm512_fmadd_ps(intake, at(gradient, i), _mm512_mul_ps(decay, at(momentum, i)));
        _mm512_store_ps(momentum + i, m);
        _mm512_store_ps(parameter + i, _mm512_fmadd_ps(rate, m, at(parameter, i)));
    }
}

/* Adaptive memory: P, and the four sums of Eq. 14. */
static inline __m512 observe(__m512 g, __m512 v)
{
    return _mm512_fmadd_ps(all(0.999f), v, _mm512_mul_ps(all(0.001f), _mm512_mul_ps(g, g)));
}

static inline __m512 precondition(__m512 v) { return _mm512_add_ps(_mm512_sqrt_ps(v), all(1e-8f)); }

void adaptive_sums(const float *parameter, const float *gradient, const float *momentum, const float *second, ptrdiff_t length, double *sums)
{
    const __m512 proximity = all(0.1f), one = all(1), weight_decay = all(0.01f);
    for (ptrdiff_t block = 0; block < length; block += BLOCK) {
        __m512 first = all(0), other = all(0), third = all(0), fourth = all(0);
        for (ptrdiff_t i = block; i < least(block + BLOCK, length); i += WIDTH) {
            __m512 g = at(gradient, i), d = at(momentum, i), theta = at(parameter, i), p = precondition(observe(g, at(second, i)));
            __m512 pull = _mm512_mul_ps(proximity, p), stretch = _mm512_add_ps(one, pull);
            __m512 weight = _mm512_div_ps(one, _mm512_mul_ps(p, stretch)), difference = _mm512_sub_ps(d, g);
            __m512 weighted = _mm512_mul_ps(weight, difference);
            __m512 travel = _mm512_fmadd_ps(weight_decay, theta, _mm512_mul_ps(d, _mm512_mul_ps(weight, stretch)));
            first = _mm512_fmadd_ps(g, travel, first);
            other = _mm512_fmadd_ps(weighted, _mm512_fmadd_ps(pull, d, g), other);
            third = _mm512_fmadd_ps(theta, difference, third);
            fourth = _mm512_fmadd_ps(weighted, difference, fourth);
        }
        sums[0] += _mm512_reduce_add_ps(first);
        sums[1] += _mm512_reduce_add_ps(other);
        sums[2] += _mm512_reduce_add_ps(third);
        sums[3] += _mm512_reduce_add_ps(fourth);
    }
}

void adaptive_move(float *parameter, const float *gradient, float *momentum, float *second, ptrdiff_t length, float share)
{
    const __m512 proximity = all(0.1f), one = all(1), memory_share = all(share), gradient_share = all(1 - share);
    const __m512 rate = all(-1e-3f), retained = all(1 - 1e-5f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        __m512 g = at(gradient, i), v = observe(g, at(second, i)), p = precondition(v), pull = _mm512_mul_ps(proximity, p);
        __m512 blend = _mm512_fmadd_ps(_mm512_add_ps(memory_share, pull), at(momentum, i), _mm512_mul_ps(gradient_share, g));
        __m512 displacement = _mm512_div_ps(blend, _mm512_mul_ps(p, _mm512_add_ps(one, pull)));
        _mm512_store_ps(second + i, v);
        _mm512_store_ps(momentum + i, _mm512_mul_ps(displacement, p));
        _mm512_store_ps(parameter + i, _mm512_fmadd_ps(rate, displacement, _mm512_mul_ps(retained, at(parameter, i))));
    }
}

/* Critical momenta beside Adam: the momentum of the step before enters the buffer, and the new one is written over the entry
   that it replaces. */
void critical_move(float *parameter, const float *gradient, const float *momentum, float *entry, float *sum, float *second, ptrdiff_t length, double *norm)
{
    const __m512 decay = all(0.9f), intake = all(0.1f), average = all(0.2f), epsilon = all(1e-8f), rate = all(-1e-3f);
    const __m512 second_decay = all(0.99f), second_intake = all(0.01f);
    for (ptrdiff_t block = 0; block < length; block += BLOCK) {
        __m512 squares = all(0);
        for (ptrdiff_t i = block; i < least(block + BLOCK, length); i += WIDTH) {
            __m512 g = at(gradient, i), before = at(momentum, i);
            __m512 buffer = _mm512_add_ps(at(sum, i), _mm512_sub_ps(before, at(entry, i)));
            __m512 m = _mm512_fmadd_ps(decay, before, _mm512_mul_ps(intake, g));
            __m512 aggregate = _mm512_fmadd_ps(average, buffer, m);
            __m512 v = _mm512_fmadd_ps(second_decay, at(second, i), _mm512_mul_ps(second_intake, _mm512_mul_ps(aggregate, aggregate)));
            squares = _mm512_fmadd_ps(g, g, squares);
            _mm512_store_ps(entry + i, m);
            _mm512_store_ps(sum + i, buffer);
            _mm512_store_ps(second + i, v);
            __m512 step = _mm512_div_ps(aggregate, _mm512_sqrt_ps(_mm512_add_ps(v, epsilon)));
            _mm512_store_ps(parameter + i, _mm512_fmadd_ps(rate, step, at(parameter, i)));
        }
        *norm += _mm512_reduce_add_ps(squares);
    }
}

/* Maximum variation averaging beside a moving average of gradients. */
void variation_move(float *parameter, const float *gradient, float *momentum, float *first, float *second, float *weight, ptrdiff_t length)
{
    const __m512 decay = all(0.9f), intake = all(0.1f), lowest = all(0.5f), highest = all(0.999f), one = all(1);
    const __m512 guard = all(1e-16f), epsilon = all(1e-8f), rate = all(-1e-3f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        __m512 g = at(gradient, i), u = at(first, i), v = at(second, i), w = at(weight, i);
        __m512 difference = _mm512_fmsub_ps(g, w, u), deviation = _mm512_mul_ps(difference, difference);
        __m512 variance = _mm512_fmsub_ps(v, w, _mm512_mul_ps(u, u)), both = _mm512_add_ps(deviation, variance);
        __m512 floor = _mm512_fmadd_ps(_mm512_mul_ps(guard, w), w, all(1e-38f));
        __m512 share = _mm512_div_ps(both, _mm512_add_ps(_mm512_fmadd_ps(w, _mm512_sub_ps(deviation, variance), both), floor));
        share = _mm512_min_ps(_mm512_max_ps(share, lowest), highest);
        __m512 rest = _mm512_sub_ps(one, share);
        u = _mm512_fmadd_ps(share, u, _mm512_mul_ps(rest, g));
        v = _mm512_fmadd_ps(share, v, _mm512_mul_ps(rest, _mm512_mul_ps(g, g)));
        w = _mm512_fmadd_ps(share, w, rest);
        __m512 m = _mm512_fmadd_ps(decay, at(momentum, i), _mm512_mul_ps(intake, g));
        _mm512_store_ps(first + i, u);
        _mm512_store_ps(second + i, v);
        _mm512_store_ps(weight + i, w);
        _mm512_store_ps(momentum + i, m);
        __m512 step = _mm512_div_ps(m, _mm512_add_ps(_mm512_sqrt_ps(_mm512_div_ps(v, w)), epsilon));
        _mm512_store_ps(parameter + i, _mm512_fmadd_ps(rate, step, at(parameter, i)));
    }
}
