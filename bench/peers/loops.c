/* AdamW and SGD with momentum as one writes them by hand for AVX-512: one tensor, fixed hyper-parameters. */
#include <immintrin.h>
#include <stddef.h>

#if !defined(__AVX512F__)
#error "these loops need a machine with AVX-512 (compile with -march=native)"
#endif

enum { WIDTH = 16 };

/* length: a multiple of 16; all arrays are aligned to 64 bytes. */
void momentum_loop(float *parameter, const float *gradient, float *momentum, ptrdiff_t length)
{
    const __m512 decay = _mm512_set1_ps(0.9f), rate = _mm512_set1_ps(-1e-3f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        __m512 m = _mm512_fmadd_ps(decay, _mm512_load_ps(momentum + i), _mm512_load_ps(gradient + i));
        _mm512_store_ps(momentum + i, m);
        _mm512_store_ps(parameter + i, _mm512_fmadd_ps(rate, m, _mm512_load_ps(parameter + i)));
    }
}

void adamw_loop(float *parameter, const float *gradient, float *momentum, float *second, ptrdiff_t length)
{
    const __m512 first_decay = _mm512_set1_ps(0.9f), first_intake = _mm512_set1_ps(0.1f);
    const __m512 second_decay = _mm512_set1_ps(0.999f), second_intake = _mm512_set1_ps(0.001f);
    const __m512 epsilon = _mm512_set1_ps(1e-8f), rate = _mm512_set1_ps(-1e-3f), retained = _mm512_set1_ps(1 - 1e-5f);
    for (ptrdiff_t i = 0; i < length; i += WIDTH) {
        __m512 g = _mm512_load_ps(gradient + i);
        __m512 m = _mm512_fmadd_ps(first_decay, _mm512_load_ps(momentum + i), _mm512_mul_ps(first_intake, g));
        __m512 v = _mm512_fmadd_ps(second_decay, _mm512_load_ps(second + i), _mm512_mul_ps(second_intake, _mm512_mul_ps(g, g)));
        _mm512_store_ps(momentum + i, m);
        _mm512_store_ps(second + i, v);
        __m512 step = _mm512_div_ps(m, _mm512_add_ps(_mm512_sqrt_ps(v), epsilon));
        __m512 kept = _mm512_mul_ps(retained, _mm512_load_ps(parameter + i));
        _mm512_store_ps(parameter + i, _mm512_fmadd_ps(rate, step, kept));
    }
}
