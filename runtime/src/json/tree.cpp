#include "json/tree.hpp"

#include <algorithm>

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>

namespace tenon::detail {
namespace {

/// With the widest numbers there are: those beyond them are refused as out of range, and jsonb
/// holds some that a double does not.
using Library = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t,
                                     std::uint64_t, long double>;

bool has_duplicates(const std::vector<std::string>& names) {
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::sort(sorted.begin(), sorted.end());
  return std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
}

/// Receives nlohmann's events and builds the tree; refuses by returning false, with a reason.
class Builder : public nlohmann::json_sax<Library> {
 public:
  Builder(JsonValue& root, JsonLimits limits) : root_(root), limits_(limits) {}

  std::string problem;

  bool null() override { return add({}) != nullptr; }
  bool boolean(bool value) override {
    return add({JsonValue::Kind::boolean, value, {}, {}, {}}) != nullptr;
  }
  // Only what begins with a minus comes here, so a zero was written as -0, which a double can keep.
  bool number_integer(number_integer_t value) override {
    return add_number(value == 0 ? "-0" : std::to_string(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return add_number(std::to_string(value));
  }
  bool number_float(number_float_t, const string_t& written) override {
    return add_number(written);
  }
  bool string(string_t& value) override {
    return add({JsonValue::Kind::text, false, std::move(value), {}, {}}) != nullptr;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonValue::Kind::object); }
  bool start_array(std::size_t) override { return open(JsonValue::Kind::array); }
  bool end_object() override {
    if (!limits_.takes_duplicates && has_duplicates(open_.back()->names)) {
      problem = "duplicate member";
      return false;
    }
    return close();
  }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    open_.back()->names.push_back(std::move(name));
    return true;
  }

  // The library's own message quotes the input, so it is not passed on.
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    constexpr int number_overflow = 406;
    problem =
        error.id == number_overflow ? "number out of range at byte " : "syntax error at byte ";
    problem += std::to_string(position);
    return false;
  }

 private:
  bool add_number(std::string written) {
    return add({JsonValue::Kind::number, false, std::move(written), {}, {}}) != nullptr;
  }

  JsonValue* add(JsonValue value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    open_.back()->elements.push_back(std::move(value));
    return &open_.back()->elements.back();
  }

  bool open(JsonValue::Kind kind) {
    if (open_.size() >= static_cast<std::size_t>(limits_.depth)) {
      problem = "nested deeper than " + std::to_string(limits_.depth) + " levels";
      return false;
    }
    JsonValue value;
    value.kind = kind;
    open_.push_back(add(std::move(value)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  JsonValue& root_;
  JsonLimits limits_;
  std::vector<JsonValue*>
      open_;  // a parent does not grow while its last child is open, so the pointers hold
};

}  // namespace

bool parse_json(std::string_view text, JsonValue& out, std::string& problem, JsonLimits limits) {
  // The library takes a NUL for the end of the text and skips a byte order mark.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    problem = "syntax error at byte " + std::to_string(nul + 1);
    return false;
  }
  if (text.substr(0, 3) == "\xef\xbb\xbf") {
    problem = "byte order mark at byte 1";
    return false;
  }
  Builder builder(out, limits);
  if (Library::sax_parse(text.begin(), text.end(), &builder)) return true;
  problem = builder.problem;
  return false;
}

}  // namespace tenon::detail
