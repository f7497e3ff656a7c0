/* The widest vectors of the instructions that a file is compiled for: 512 bits with AVX-512, else 256 with AVX2. */
#include <immintrin.h>
#include <stddef.h>

enum { BLOCK = 4096 };

#define INLINE static inline __attribute__((always_inline))

#if defined(__AVX512F__)
enum { WIDTH = 16 };
typedef __m512 vector;
INLINE vector all(float value) { return _mm512_set1_ps(value); }
INLINE vector at(const float *array, ptrdiff_t i) { return _mm512_load_ps(array + i); }
INLINE void put(float *array, ptrdiff_t i, vector value) { _mm512_store_ps(array + i, value); }
INLINE vector muladd(vector a, vector b, vector c) { return _mm512_fmadd_ps(a, b, c); }
INLINE vector root(vector a) { return _mm512_sqrt_ps(a); }
INLINE vector lesser(vector a, vector b) { return _mm512_min_ps(a, b); }
INLINE vector larger(vector a, vector b) { return _mm512_max_ps(a, b); }
INLINE vector size(vector a) { return _mm512_abs_ps(a); }
INLINE float total(vector a) { return _mm512_reduce_add_ps(a); }
INLINE int any_not_a_number(vector a) { return _mm512_cmp_ps_mask(a, a, _CMP_UNORD_Q) != 0; }
#elif defined(__AVX2__) && defined(__FMA__)
enum { WIDTH = 8 };
typedef __m256 vector;
INLINE vector all(float value) { return _mm256_set1_ps(value); }
INLINE vector at(const float *array, ptrdiff_t i) { return _mm256_load_ps(array + i); }
INLINE void put(float *array, ptrdiff_t i, vector value) { _mm256_store_ps(array + i, value); }
INLINE vector muladd(vector a, vector b, vector c) { return _mm256_fmadd_ps(a, b, c); }
INLINE vector root(vector a) { return _mm256_sqrt_ps(a); }
INLINE vector lesser(vector a, vector b) { return _mm256_min_ps(a, b); }
INLINE vector larger(vector a, vector b) { return _mm256_max_ps(a, b); }
INLINE vector size(vector a) { return _mm256_andnot_ps(all(-0.0f), a); }
INLINE float total(vector a)
{
    __m128 half = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
    half = _mm_add_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}
INLINE int any_not_a_number(vector a) { return _mm256_movemask_ps(_mm256_cmp_ps(a, a, _CMP_UNORD_Q)) != 0; }
#else
#error "compile for AVX-512 (-mavx512f) or for AVX2 (-mavx2 -mfma)"
#endif

INLINE ptrdiff_t least(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }
