// Exceptions of libtorch become a status and a message per thread; none may cross the C interface.
#pragma once

#include "impetus.h"

#include <c10/util/Exception.h>

#include <exception>

namespace impetus {

void remember_error(const char* message) noexcept;

template <class Function>
impetus_status guard(Function&& function) noexcept {
  try {
    function();
    return IMPETUS_OK;
  } catch (const c10::Error& error) {
    remember_error(error.what_without_backtrace());
  } catch (const std::exception& error) {
    remember_error(error.what());
  } catch (...) {
    remember_error("an exception of unknown kind");
  }
  return IMPETUS_ERROR;
}

}  // namespace impetus
