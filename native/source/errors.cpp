#include "errors.h"

#include <string>

namespace {
thread_local std::string last_error;
}

void impetus::remember_error(const char* message) noexcept {
  try {
    last_error = message;
  } catch (...) {
    last_error.clear();  // no memory for the message
  }
}

int32_t impetus_interface_version() { return IMPETUS_INTERFACE_VERSION; }

const char* impetus_last_error() { return last_error.c_str(); }
