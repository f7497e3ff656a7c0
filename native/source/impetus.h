// The C interface between Impetus and libtorch.
//
// Every operator of libtorch (all of ATen, with automatic differentiation) is reached through one function,
// impetus_call, so there is no code per operator. The other functions are what operators do not cover:
// memory, gradients and process-wide settings.
//
// Conventions
//   - A function that can fail returns an impetus_status; impetus_last_error() then tells why (per thread).
//   - A tensor handle owns one reference. Handles given to a function are borrowed, handles returned by a function
//     belong to the caller, who gives them back with impetus_tensor_release.
//   - Gradient mode, casting and the last error belong to the calling thread.
#pragma once

#include <stdint.h>

#define IMPETUS_API extern "C" __attribute__((visibility("default")))

// Raised whenever a declaration below changes, so that a stale library is recognised.
enum { IMPETUS_INTERFACE_VERSION = 3 };

enum impetus_status : int32_t {
  IMPETUS_OK = 0,
  IMPETUS_ERROR = 1,
  IMPETUS_MORE_RESULTS = 2,  // impetus_call only: fetch the results with impetus_take_results
};

struct impetus_tensor;    // an owning reference to a tensor
struct impetus_operator;  // a resolved operator; lives as long as the process

// ------------------------------------------------------------------------------------------------------- values

enum impetus_tag : int32_t {
  IMPETUS_NONE = 0,
  IMPETUS_TENSOR = 1,
  IMPETUS_INTEGER = 2,
  IMPETUS_REAL = 3,
  IMPETUS_BOOLEAN = 4,
  IMPETUS_INTEGERS = 5,
  IMPETUS_REALS = 6,
  IMPETUS_BOOLEANS = 7,  // one byte each
  IMPETUS_TENSORS = 8,   // null entries are allowed where the operator takes optional tensors
  IMPETUS_TEXT = 9,      // UTF-8, `count` bytes; also names a device
  IMPETUS_DEFAULT = 10,  // the default that the operator's schema declares
};

// One argument or one result of an operator.
struct impetus_value {
  impetus_tag tag;
  int32_t count;  // elements of a list, bytes of a text
  union {
    int64_t integer;
    double real;
    impetus_tensor* tensor;
    const void* elements;
  };
};

// ------------------------------------------------------------------------------------------------------- errors

IMPETUS_API int32_t impetus_interface_version();

// Why the last call on this thread failed. Valid until the next failing call on this thread.
IMPETUS_API const char* impetus_last_error();

// ---------------------------------------------------------------------------------------------------- operators

// Resolves an operator, for example ("aten::add", "Tensor"). Handles are cached and never released.
IMPETUS_API impetus_status impetus_operator_find(const char* name, const char* overload, impetus_operator** found);

// Calls an operator. Missing trailing arguments take their declared defaults. Lists of results are flattened; an
// undefined tensor is none.
// At most `capacity` results are written; if there are more, none is written, `count` says how many there are, and
// impetus_take_results hands them over.
IMPETUS_API impetus_status impetus_call(const impetus_operator* callee, const impetus_value* arguments,
                                        int32_t argument_count, impetus_value* results, int32_t capacity,
                                        int32_t* count);

// Hands over the results of the last impetus_call on this thread that returned IMPETUS_MORE_RESULTS.
IMPETUS_API void impetus_take_results(impetus_value* results);

// ------------------------------------------------------------------------------------------------------ tensors

enum { IMPETUS_MAXIMUM_DIMENSIONS = 12 };

struct impetus_tensor_description {
  int32_t scalar_type;  // c10::ScalarType
  int32_t dimensions;
  int64_t element_count;
  int64_t version;  // counts in-place writes
  uint8_t is_contiguous;
  uint8_t requires_gradient;
  int64_t shape[IMPETUS_MAXIMUM_DIMENSIONS];
  int64_t strides[IMPETUS_MAXIMUM_DIMENSIONS];
};

IMPETUS_API impetus_status impetus_tensor_empty(const int64_t* shape, int32_t dimensions, int32_t scalar_type,
                                                impetus_tensor** created);

// A tensor over the caller's memory, without a copy. `release(context)` runs once, on any thread, when libtorch has
// dropped its last reference to the memory.
IMPETUS_API impetus_status impetus_tensor_alias(void* data, const int64_t* shape, int32_t dimensions,
                                                int32_t scalar_type, void (*release)(void*), void* context,
                                                impetus_tensor** created);

IMPETUS_API void impetus_tensor_release(impetus_tensor* tensor);
IMPETUS_API impetus_status impetus_tensor_describe(impetus_tensor* tensor, impetus_tensor_description* description);
IMPETUS_API impetus_status impetus_tensor_data(impetus_tensor* tensor, void** data);
IMPETUS_API impetus_status impetus_tensor_item(impetus_tensor* tensor, double* value);

// Tells automatic differentiation that the tensor's memory was written to from outside.
IMPETUS_API impetus_status impetus_tensor_increment_version(impetus_tensor* tensor);

// ----------------------------------------------------------------------------------------------------- autograd

IMPETUS_API impetus_status impetus_tensor_set_requires_gradient(impetus_tensor* tensor, int32_t required);
IMPETUS_API impetus_status impetus_tensor_gradient(impetus_tensor* tensor, impetus_tensor** gradient);  // may be null
IMPETUS_API impetus_status impetus_tensor_set_gradient(impetus_tensor* tensor, impetus_tensor* gradient);
IMPETUS_API impetus_status impetus_tensor_detach(impetus_tensor* tensor, impetus_tensor** detached);

// Accumulates the gradients of `output` into the leaves of its graph. `seed` (null: one) is the gradient of the output.
IMPETUS_API impetus_status impetus_backward(impetus_tensor* output, impetus_tensor* seed, int32_t retain_graph);

// The gradients of the outputs' sum, weighted by `seeds` (null: ones), with respect to the inputs; nothing is
// accumulated. With `create_graph` they can be differentiated again. An input on which no output depends is an error
// unless `allow_unused`, which gives null.
IMPETUS_API impetus_status impetus_gradients(impetus_tensor* const* outputs, int32_t output_count,
                                             impetus_tensor* const* inputs, int32_t input_count,
                                             impetus_tensor* const* seeds, int32_t retain_graph,
                                             int32_t create_graph, int32_t allow_unused,
                                             impetus_tensor** gradients);

// Switches the recording of gradients on this thread; returns whether it was on.
IMPETUS_API int32_t impetus_set_gradient_mode(int32_t enabled);

// Switches whether operators on this thread that gain by it (products and convolutions) compute in bfloat16, whatever
// the type of their arguments; returns whether they did. Switching it off forgets the parameters that were converted.
IMPETUS_API int32_t impetus_set_bfloat16_mode(int32_t enabled);

// ----------------------------------------------------------------------------------------------------- settings

IMPETUS_API const char* impetus_torch_version();
IMPETUS_API impetus_status impetus_seed(uint64_t seed);
IMPETUS_API int32_t impetus_thread_count();
IMPETUS_API impetus_status impetus_set_thread_count(int32_t count);

// Which BLAS is loaded, as UTF-8 text of at most `capacity` bytes with its terminating zero.
IMPETUS_API void impetus_blas_information(char* text, int32_t capacity);

// Keeps large activations in the heap instead of mapping and unmapping them at every step.
IMPETUS_API void impetus_tune_allocator();
