#include "errors.h"
#include "handles.h"
#include "values.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

using impetus::guard;

struct impetus_operator {
  explicit impetus_operator(const c10::OperatorHandle& found) : handle(found), name(found.schema().name()) {
    for (const auto& argument : found.schema().arguments()) parameters.emplace_back(argument);
  }

  c10::OperatorHandle handle;
  std::string name;
  std::vector<impetus::Parameter> parameters;
};

namespace {

thread_local std::vector<impetus_value> waiting_results;

torch::jit::Stack stack_of(const impetus_operator& callee, const impetus_value* arguments, size_t count) {
  size_t expected = callee.parameters.size();
  TORCH_CHECK(count <= expected, callee.name, " takes at most ", expected, " arguments, not ", count);
  torch::jit::Stack stack;
  stack.reserve(std::max<size_t>(expected, 4));
  for (size_t i = 0; i < count; i++) stack.push_back(impetus::to_ivalue(arguments[i], callee.parameters[i]));
  for (size_t i = count; i < expected; i++) {
    const auto& parameter = callee.parameters[i];
    TORCH_CHECK(parameter.has_default, callee.name, " misses its argument '", parameter.name, "'");
    stack.push_back(parameter.default_value);
  }
  return stack;
}

}  // namespace

impetus_status impetus_operator_find(const char* name, const char* overload, impetus_operator** found) {
  static std::mutex mutex;
  static auto& cache = *new std::unordered_map<std::string, std::unique_ptr<impetus_operator>>();  // outlives exit
  return guard([&] {
    std::lock_guard<std::mutex> lock(mutex);
    auto& entry = cache[std::string(name) + "." + overload];
    if (!entry) {
      entry = std::make_unique<impetus_operator>(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
    }
    *found = entry.get();
  });
}

impetus_status impetus_call(const impetus_operator* callee, const impetus_value* arguments, int32_t argument_count,
                            impetus_value* results, int32_t capacity, int32_t* count) {
  bool more = false;
  std::vector<impetus_value> returned;
  auto status = guard([&] {
    auto stack = stack_of(*callee, arguments, argument_count);
    callee->handle.callBoxed(stack);

    if (stack.size() == 1 && stack[0].isTensor() && capacity > 0) {  // nearly every operator
      results[0] = impetus::tensor_value(std::move(stack[0]).toTensor());
      *count = 1;
      return;
    }
    for (auto& value : stack) impetus::append_result(returned, std::move(value));
    *count = static_cast<int32_t>(returned.size());
    more = *count > capacity;
    if (more) {
      waiting_results = std::move(returned);
    } else {
      std::copy(returned.begin(), returned.end(), results);
    }
  });
  if (status == IMPETUS_ERROR) {  // a result of unsupported kind came after these
    for (auto& value : returned) {
      if (value.tag == IMPETUS_TENSOR) impetus_tensor_release(value.tensor);
    }
  }
  return status == IMPETUS_OK && more ? IMPETUS_MORE_RESULTS : status;
}

void impetus_take_results(impetus_value* results) {
  std::copy(waiting_results.begin(), waiting_results.end(), results);
  waiting_results.clear();
}
