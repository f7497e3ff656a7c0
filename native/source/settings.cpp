#include "errors.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/version.h>

#include <dlfcn.h>
#include <malloc.h>

#include <cstdio>

using impetus::guard;

namespace {

// A function of whichever BLAS the process has loaded; null if this one has none of that name.
template <class Function>
Function* loaded_function(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

}  // namespace

const char* impetus_torch_version() { return TORCH_VERSION; }

impetus_status impetus_seed(uint64_t seed) {
  return guard([&] { at::manual_seed(seed); });
}

int32_t impetus_thread_count() { return at::get_num_threads(); }

impetus_status impetus_set_thread_count(int32_t count) {
  return guard([&] {
    at::set_num_threads(count);
    // An OpenBLAS with threads of its own does not listen to libtorch.
    if (auto* set = loaded_function<void(int)>("openblas_set_num_threads")) set(count);
  });
}

void impetus_blas_information(char* text, int32_t capacity) {
  auto* configuration = loaded_function<char*()>("openblas_get_config");
  auto* threads = loaded_function<int()>("openblas_get_num_threads");
  if (configuration && threads) {
    snprintf(text, capacity, "%s, %d threads", configuration(), threads());
  } else {
    snprintf(text, capacity, "%s", at::hasMKL() ? "MKL" : "not OpenBLAS (a reference BLAS is about 20 times slower)");
  }
}

void impetus_tune_allocator() {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 0x7fffffff);
  mallopt(M_ARENA_MAX, 1);
}
