/* Passes over arrays that do next to nothing but read and write them: what memory alone takes. */
#include "vectors.h"

enum { MOST = 6 };

INLINE float pass(float *const *arrays, int reads, int writes, ptrdiff_t start, ptrdiff_t end)
{
    const vector factor = all(0.5f);
    float *array[MOST];
    vector sum = all(0), read[MOST];
    for (int k = 0; k < reads; k++)
        array[k] = arrays[k];
    for (ptrdiff_t i = start; i < end; i += WIDTH) {
        for (int k = 0; k < reads; k++)
            read[k] = at(array[k], i);
        vector each = read[0];
        for (int k = 1; k < reads; k++)
            each = muladd(read[k], factor, each);
        for (int k = 0; k < writes; k++)
            put(array[k], i, read[k] * factor);
        sum += each;
    }
    return total(sum);
}
/* Reads the first `reads` arrays from start to end and writes the first `writes` of them; from 1 to 6, no more writes than reads. */
float read_and_write(float *const *arrays, int reads, int writes, ptrdiff_t start, ptrdiff_t end)
{
    switch (10 * reads + writes) {
    case 11: return pass(arrays, 1, 1, start, end);
    case 20: return pass(arrays, 2, 0, start, end);
    case 21: return pass(arrays, 2, 1, start, end);
    case 22: return pass(arrays, 2, 2, start, end);
    case 31: return pass(arrays, 3, 1, start, end);
    case 33: return pass(arrays, 3, 3, start, end);
    case 30: return pass(arrays, 3, 0, start, end);
    case 40: return pass(arrays, 4, 0, start, end);
    case 32: return pass(arrays, 3, 2, start, end);
    case 43: return pass(arrays, 4, 3, start, end);
    case 10: return pass(arrays, 1, 0, start, end);
    case 64: return pass(arrays, 6, 4, start, end);
    case 65: return pass(arrays, 6, 5, start, end);
    default: return -1;
    }
}
