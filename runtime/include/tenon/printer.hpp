// How the messages of GoogleTest show entities and DTOs: `User{id: 1, email: "ada@example.org"}`.
// Part of Tenon::testing, for the generated PrintTo.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <ostream>
#include <string_view>
#include <vector>

#include <tenon/json.hpp>
#include <tenon/patch.hpp>
#include <tenon/required.hpp>

namespace tenon {

/// Begins with the type, ends with the brace when it goes away.
class Printer {
 public:
  Printer(std::ostream& out, std::string_view type) : out_(out) { out_ << type << '{'; }
  Printer(const Printer&) = delete;
  Printer& operator=(const Printer&) = delete;
  ~Printer() { out_ << '}'; }

  /// An absent member of a patch is left out.
  template <class T>
  Printer& member(std::string_view name, const T& value) {
    begin(name);
    print(value);
    return *this;
  }
  template <class T>
  Printer& member(std::string_view name, const Patch<T>& value) {
    return value ? member(name, *value) : *this;
  }
  /// A member that is nobody's to see.
  Printer& masked(std::string_view name) {
    begin(name);
    out_ << "***";
    return *this;
  }
  template <class T>
  Printer& masked(std::string_view name, const Patch<T>& value) {
    return value ? masked(name) : *this;
  }

 private:
  void begin(std::string_view name) {
    out_ << (is_first_ ? "" : ", ") << name << ": ";
    is_first_ = false;
  }

  template <class T>
  void print(const T& value) {
    if constexpr (requires { PrintTo(value, &out_); }) {
      PrintTo(value, &out_);
    } else {
      print_json([&](JsonWriter& json) { json.value(value); });
    }
  }
  /// NaN and infinities too, which JSON has not.
  template <class T>
  requires std::is_floating_point_v<T>
  void print(const T& value) {
    if (value - value == 0) {
      print_json([&](JsonWriter& json) { json.value(value); });
    } else {
      out_ << value;
    }
  }
  template <class T>
  void print(const Required<T>& value) {
    if (value.is_pending()) {
      out_ << "pending";
    } else {
      print(*value);
    }
  }
  template <class T>
  void print(const std::optional<T>& value) {
    if (value) {
      print(*value);
    } else {
      out_ << "null";
    }
  }
  void print(const Bytes& value) {
    print_json([&](JsonWriter& json) { json.value(value); });
  }
  /// The first ten.
  template <class T>
  void print(const std::vector<T>& list) {
    constexpr std::size_t most = 10;
    out_ << '[';
    for (std::size_t at = 0; at < list.size() && at < most; ++at) {
      if (at > 0) out_ << ", ";
      print(static_cast<const T&>(list[at]));
    }
    if (list.size() > most) out_ << ", and " << list.size() - most << " more";
    out_ << ']';
  }
  /// What has no JSON (an enum's number without a name) says why.
  template <class Write>
  void print_json(Write&& write) {
    try {
      JsonWriter json{{.every_time = true}};
      write(json);
      out_ << json.text();
    } catch (const std::exception& error) {
      out_ << '<' << error.what() << '>';
    }
  }

  std::ostream& out_;
  bool is_first_ = true;
};

/// An enumerator's text; the number where it has none.
template <class E>
void print_text(std::ostream& out, E enumerator) {
  std::string_view text;
  try {
    text = to_text(enumerator);
  } catch (const std::exception&) {
    out << static_cast<std::int64_t>(enumerator);
    return;
  }
  out << text;
}

}  // namespace tenon
