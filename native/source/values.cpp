#include "values.h"

#include "handles.h"

#include <ATen/core/List.h>
#include <ATen/core/jit_type.h>

namespace impetus {
namespace {

Kind kind_of(const c10::Type& type) {
  switch (type.kind()) {
    case c10::TypeKind::TensorType: return Kind::tensor;
    case c10::TypeKind::IntType: return Kind::integer;
    case c10::TypeKind::SymIntType: return Kind::integer;
    case c10::TypeKind::FloatType: return Kind::real;
    case c10::TypeKind::BoolType: return Kind::boolean;
    case c10::TypeKind::NumberType: return Kind::number;
    case c10::TypeKind::StringType: return Kind::text;
    case c10::TypeKind::DeviceObjType: return Kind::device;
    case c10::TypeKind::ListType: return Kind::list;
    default: return Kind::other;
  }
}

bool is_optional(const c10::TypePtr& type) { return type->kind() == c10::TypeKind::OptionalType; }

c10::TypePtr without_optional(const c10::TypePtr& type) {
  return is_optional(type) ? type->castRaw<c10::OptionalType>()->getElementType() : type;
}

c10::IValue integer_value(int64_t integer, Kind kind) {
  switch (kind) {
    case Kind::real: return static_cast<double>(integer);
    case Kind::boolean: return integer != 0;
    default: return integer;
  }
}

template <class Element>
c10::IValue list_of(const Parameter& parameter, int32_t count, Element&& element) {
  c10::impl::GenericList list(parameter.element_type);
  list.reserve(count);
  for (int32_t i = 0; i < count; i++) list.push_back(element(i));
  return list;
}

c10::IValue list_value(const impetus_value& value, const Parameter& parameter) {
  TORCH_CHECK(parameter.kind == Kind::list, "argument '", parameter.name, "' does not take a list");
  bool optional_elements = is_optional(parameter.element_type);
  return list_of(parameter, value.count, [&](int32_t i) -> c10::IValue {
    switch (value.tag) {
      case IMPETUS_INTEGERS:
        return integer_value(static_cast<const int64_t*>(value.elements)[i], parameter.element_kind);
      case IMPETUS_REALS: return static_cast<const double*>(value.elements)[i];
      case IMPETUS_BOOLEANS: return static_cast<const uint8_t*>(value.elements)[i] != 0;
      default: {
        auto* handle = static_cast<impetus_tensor* const*>(value.elements)[i];
        return handle || !optional_elements ? c10::IValue(borrow(handle)) : c10::IValue();
      }
    }
  });
}

// One number or tensor where a list is expected stands for as many as the operator wants.
c10::IValue scalar_value(const impetus_value& value, const Parameter& parameter) {
  Kind kind = parameter.kind == Kind::list ? parameter.element_kind : parameter.kind;
  c10::IValue scalar;
  switch (value.tag) {
    case IMPETUS_TENSOR: scalar = borrow(value.tensor); break;
    case IMPETUS_INTEGER: scalar = integer_value(value.integer, kind); break;
    case IMPETUS_REAL: scalar = value.real; break;
    default: scalar = value.integer != 0; break;
  }
  if (parameter.kind != Kind::list) return scalar;
  int32_t count = parameter.fixed_length > 0 ? parameter.fixed_length : 1;
  return list_of(parameter, count, [&](int32_t) { return scalar; });
}

c10::IValue text_value(const impetus_value& value, const Parameter& parameter) {
  std::string text(static_cast<const char*>(value.elements), value.count);
  if (parameter.kind == Kind::device) return c10::Device(text);
  return text;
}

}  // namespace

Parameter::Parameter(const c10::Argument& argument)
    : name(argument.name()), is_optional(impetus::is_optional(argument.type())),
      has_default(argument.default_value().has_value()) {
  auto type = without_optional(argument.type());
  kind = kind_of(*type);
  if (kind == Kind::list) {
    element_type = type->castRaw<c10::ListType>()->getElementType();
    element_kind = kind_of(*without_optional(element_type));
    if (argument.N()) fixed_length = *argument.N();
  }
  if (has_default) default_value = *argument.default_value();
}

c10::IValue to_ivalue(const impetus_value& value, const Parameter& parameter) {
  switch (value.tag) {
    case IMPETUS_NONE:
      // The only way to say "no tensor" to a parameter that is not declared optional.
      return parameter.kind == Kind::tensor && !parameter.is_optional ? c10::IValue(at::Tensor()) : c10::IValue();
    case IMPETUS_DEFAULT:
      TORCH_CHECK(parameter.has_default, "argument '", parameter.name, "' has no default");
      return parameter.default_value;
    case IMPETUS_TENSOR:
    case IMPETUS_INTEGER:
    case IMPETUS_REAL:
    case IMPETUS_BOOLEAN: return scalar_value(value, parameter);
    case IMPETUS_INTEGERS:
    case IMPETUS_REALS:
    case IMPETUS_BOOLEANS:
    case IMPETUS_TENSORS: return list_value(value, parameter);
    case IMPETUS_TEXT: return text_value(value, parameter);
  }
  TORCH_CHECK(false, "argument '", parameter.name, "' has the unknown tag ", static_cast<int32_t>(value.tag));
}

impetus_value tensor_value(at::Tensor tensor) {
  impetus_value value{};
  value.tensor = give(std::move(tensor));
  value.tag = value.tensor ? IMPETUS_TENSOR : IMPETUS_NONE;
  return value;
}

void append_result(std::vector<impetus_value>& results, c10::IValue result) {
  if (result.isList()) {
    for (const c10::IValue& element : result.toListRef()) append_result(results, element);
    return;
  }
  impetus_value value{};
  if (result.isTensor()) {
    value = tensor_value(std::move(result).toTensor());
  } else if (result.isInt()) {
    value.tag = IMPETUS_INTEGER;
    value.integer = result.toInt();
  } else if (result.isDouble()) {
    value.tag = IMPETUS_REAL;
    value.real = result.toDouble();
  } else if (result.isBool()) {
    value.tag = IMPETUS_BOOLEAN;
    value.integer = result.toBool();
  } else {
    TORCH_CHECK(result.isNone(), "results of kind ", result.tagKind(), " are not supported");
  }
  results.push_back(value);
}

}  // namespace impetus
