// Between the values of the C interface and IValue, the universal value of libtorch's boxed calls.
#pragma once

#include "impetus.h"

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>

#include <vector>

namespace impetus {

// What a parameter of an operator accepts, as far as the conversion of an argument depends on it.
enum class Kind : uint8_t { other, tensor, integer, real, boolean, number, text, device, list };

struct Parameter {
  explicit Parameter(const c10::Argument& argument);

  std::string name;
  Kind kind;
  bool is_optional;
  Kind element_kind = Kind::other;  // of a list
  c10::TypePtr element_type;        // of a list
  int32_t fixed_length = 0;         // of a list such as int[2], to which a single number is spread; else 0
  bool has_default;
  c10::IValue default_value;
};

c10::IValue to_ivalue(const impetus_value& value, const Parameter& parameter);

// A tensor as a result; the undefined one is none.
impetus_value tensor_value(at::Tensor tensor);

// Appends the result; a list becomes one value per element.
void append_result(std::vector<impetus_value>& results, c10::IValue result);

}  // namespace impetus
