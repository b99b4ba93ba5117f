#include "stored.hpp"

#include <stdexcept>

#include <tenon/error.hpp>

#include "json/canonical.hpp"

namespace tenon::detail {

Time stored_time(Time time) {
  if (!time.is_valid())
    throw Error{ErrorKind::bad_value, "a time of day is from 00:00:00 to 24:00:00"};
  return time;
}

std::string refusal_of_codec() {
  try {
    throw;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::bad_value) throw;
    return error.what();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

std::string stored_json(std::string_view text) {
  std::string canonical;
  std::string problem;
  if (!canonical_text(text, canonical, problem))
    throw Error{ErrorKind::bad_value, "a value is no JSON that databases hold: " + problem};
  return canonical;
}

}  // namespace tenon::detail
