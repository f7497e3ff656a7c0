#include "errors.h"
#include "handles.h"

#include <ATen/autocast_mode.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

using impetus::borrow;
using impetus::give;
using impetus::guard;

impetus_status impetus_tensor_set_requires_gradient(impetus_tensor* tensor, int32_t required) {
  return guard([&] { borrow(tensor).set_requires_grad(required != 0); });
}

impetus_status impetus_tensor_gradient(impetus_tensor* tensor, impetus_tensor** gradient) {
  return guard([&] { *gradient = give(borrow(tensor).grad()); });
}

impetus_status impetus_tensor_set_gradient(impetus_tensor* tensor, impetus_tensor* gradient) {
  return guard([&] { borrow(tensor).mutable_grad() = borrow(gradient); });
}

impetus_status impetus_tensor_detach(impetus_tensor* tensor, impetus_tensor** detached) {
  return guard([&] { *detached = give(borrow(tensor).detach()); });
}

impetus_status impetus_backward(impetus_tensor* output, impetus_tensor* seed, int32_t retain_graph) {
  return guard([&] {
    std::vector<at::Tensor> seeds;
    if (seed) seeds.push_back(borrow(seed));
    torch::autograd::backward({borrow(output)}, seeds, retain_graph != 0, /*create_graph=*/false);
  });
}

impetus_status impetus_gradients(impetus_tensor* const* outputs, int32_t output_count, impetus_tensor* const* inputs,
                                 int32_t input_count, impetus_tensor* const* seeds, int32_t retain_graph,
                                 int32_t create_graph, int32_t allow_unused, impetus_tensor** gradients) {
  return guard([&] {
    auto weights = seeds ? borrow(seeds, output_count) : std::vector<at::Tensor>();
    auto results = torch::autograd::grad(borrow(outputs, output_count), borrow(inputs, input_count), weights,
                                         retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (int32_t i = 0; i < input_count; i++) gradients[i] = give(std::move(results[i]));
  });
}

int32_t impetus_set_gradient_mode(int32_t enabled) {
  bool was_enabled = c10::GradMode::is_enabled();
  c10::GradMode::set_enabled(enabled != 0);
  return was_enabled;
}

int32_t impetus_set_bfloat16_mode(int32_t enabled) {
  bool was_enabled = at::autocast::is_cpu_enabled();
  at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
  at::autocast::set_cpu_enabled(enabled != 0);
  if (!enabled) at::autocast::clear_cache();
  return was_enabled;
}
