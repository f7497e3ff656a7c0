/* Passes over arrays that do next to nothing but read and write them: what memory alone takes. */
#include <immintrin.h>
#include <stddef.h>

enum { WIDTH = 16, MOST = 6 };

static inline __attribute__((always_inline)) float pass(float *const *arrays, int reads, int writes, ptrdiff_t start, ptrdiff_t end)
{
    const __m512 factor = _mm512_set1_ps(0.5f);
    float *array[MOST];
    __m512 total = _mm512_setzero_ps(), read[MOST];
    for (int k = 0; k < reads; k++)
        array[k] = arrays[k];
    for (ptrdiff_t i = start; i < end; i += WIDTH) {
        for (int k = 0; k < reads; k++)
            read[k] = _mm512_load_ps(array[k] + i);
        __m512 sum = read[0];
        for (int k = 1; k < reads; k++)
            sum = _mm512_fmadd_ps(read[k], factor, sum);
        for (int k = 0; k < writes; k++)
            _mm512_store_ps(array[k] + i, _mm512_mul_ps(read[k], factor));
        total = _mm512_add_ps(total, sum);
    }
    return _mm512_reduce_add_ps(total);
}

/* Reads the first `reads` arrays from start to end and writes the first `writes` of them; from 2 to 6, no more writes than reads. */
float read_and_write(float *const *arrays, int reads, int writes, ptrdiff_t start, ptrdiff_t end)
{
    switch (10 * reads + writes) {
    case 20: return pass(arrays, 2, 0, start, end);
    case 30: return pass(arrays, 3, 0, start, end);
    case 40: return pass(arrays, 4, 0, start, end);
    case 32: return pass(arrays, 3, 2, start, end);
    case 43: return pass(arrays, 4, 3, start, end);
    case 64: return pass(arrays, 6, 4, start, end);
    case 65: return pass(arrays, 6, 5, start, end);
    default: return -1;
    }
}
