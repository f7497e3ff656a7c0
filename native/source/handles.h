// Between tensors and the handles of the C interface: a handle is the bare pointer of one owned reference.
#pragma once

#include "impetus.h"

#include <ATen/core/Tensor.h>

#include <utility>
#include <vector>

namespace impetus {

using Reference = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

inline c10::TensorImpl* implementation(impetus_tensor* handle) { return reinterpret_cast<c10::TensorImpl*>(handle); }

// A tensor for the time of a call; the caller keeps its reference. Null gives the undefined tensor.
inline at::Tensor borrow(impetus_tensor* handle) {
  return handle ? at::Tensor(Reference::unsafe_reclaim_from_nonowning(implementation(handle))) : at::Tensor();
}

inline std::vector<at::Tensor> borrow(impetus_tensor* const* handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int32_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

// Hands the reference to the caller. The undefined tensor becomes null.
inline impetus_tensor* give(at::Tensor tensor) {
  return tensor.defined() ? reinterpret_cast<impetus_tensor*>(tensor.unsafeReleaseTensorImpl()) : nullptr;
}

}  // namespace impetus
