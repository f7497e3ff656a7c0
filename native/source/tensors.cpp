#include "errors.h"
#include "handles.h"

#include <ATen/Functions.h>

using impetus::borrow;
using impetus::give;
using impetus::guard;

namespace {

at::IntArrayRef sizes(const int64_t* shape, int32_t dimensions) {
  return {shape, static_cast<size_t>(dimensions)};
}

at::TensorOptions options(int32_t scalar_type) {
  return at::TensorOptions(static_cast<at::ScalarType>(scalar_type));
}

}  // namespace

impetus_status impetus_tensor_empty(const int64_t* shape, int32_t dimensions, int32_t scalar_type,
                                    impetus_tensor** created) {
  return guard([&] { *created = give(at::empty(sizes(shape, dimensions), options(scalar_type))); });
}

impetus_status impetus_tensor_alias(void* data, const int64_t* shape, int32_t dimensions, int32_t scalar_type,
                                    void (*release)(void*), void* context, impetus_tensor** created) {
  return guard([&] {
    auto deleter = [release, context](void*) { release(context); };
    *created = give(at::from_blob(data, sizes(shape, dimensions), deleter, options(scalar_type)));
  });
}

void impetus_tensor_release(impetus_tensor* tensor) {
  impetus::Reference::reclaim(impetus::implementation(tensor));
}

impetus_status impetus_tensor_describe(impetus_tensor* handle, impetus_tensor_description* description) {
  return guard([&] {
    auto tensor = borrow(handle);
    TORCH_CHECK(tensor.dim() <= IMPETUS_MAXIMUM_DIMENSIONS, "tensors have at most ",
                static_cast<int>(IMPETUS_MAXIMUM_DIMENSIONS), " dimensions here, this one has ", tensor.dim());
    description->scalar_type = static_cast<int32_t>(tensor.scalar_type());
    description->dimensions = static_cast<int32_t>(tensor.dim());
    description->element_count = tensor.numel();
    description->version = tensor.is_inference() ? 0 : tensor._version();
    description->is_contiguous = tensor.is_contiguous();
    description->requires_gradient = tensor.requires_grad();
    for (int64_t i = 0; i < tensor.dim(); i++) {
      description->shape[i] = tensor.size(i);
      description->strides[i] = tensor.stride(i);
    }
  });
}

impetus_status impetus_tensor_data(impetus_tensor* tensor, void** data) {
  return guard([&] { *data = borrow(tensor).data_ptr(); });
}

impetus_status impetus_tensor_item(impetus_tensor* tensor, double* value) {
  return guard([&] { *value = borrow(tensor).item().toDouble(); });
}

impetus_status impetus_tensor_increment_version(impetus_tensor* tensor) {
  return guard([&] { impetus::implementation(tensor)->bump_version(); });
}
