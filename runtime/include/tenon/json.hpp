// Reading and writing the JSON of DTOs. Generated *_json.cpp files alone include this; what is not
// in a DTO has no JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/bytes.hpp>
#include <tenon/codec.hpp>
#include <tenon/date.hpp>
#include <tenon/decimal.hpp>
#include <tenon/interval.hpp>
#include <tenon/json_value.hpp>
#include <tenon/local_timestamp.hpp>
#include <tenon/patch.hpp>
#include <tenon/required.hpp>
#include <tenon/time.hpp>
#include <tenon/timestamp.hpp>
#include <tenon/uuid.hpp>
#include <tenon/violations.hpp>

namespace tenon {

namespace detail {
struct JsonValue;
}

/// How the JSON of a project is read and written: what `"json"` of tenon.json says.
struct JsonForm {
  bool ignores_unknown = false;    ///< members that nobody asked for; they are refused else
  bool int64_as_text = false;      ///< written as "12"; read from such a text or from a number
  bool decimal_as_number = false;  ///< written as a number; read from a text or a number always
  /// Infinities and years that RFC 3339 has not are written too: for people, no reader takes them.
  bool every_time = false;
};

/// One JSON object, read member by member into a DTO. Strict: types are not converted, duplicate
/// keys, members that nobody asked for (here and in value objects, unless they are ignored) and
/// nesting deeper than 64 are refused. Never throws on bad input: everything goes into the report.
class JsonObject {
 public:
  JsonObject(std::string_view text, Violations& violations, JsonForm form = {});
  /// Of an object that is read already.
  JsonObject(detail::JsonValue&& object, Violations& violations);
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;
  ~JsonObject();

  /// The member has to be there, and not null.
  template <class T>
  void read(std::string_view member, Required<T>& out) {
    T value{};
    if (take(member, Presence::required, value)) out = std::move(value);
  }
  /// Absent leaves the default that is there, null empties it.
  template <class T>
  void read(std::string_view member, std::optional<T>& out) {
    if (is_null(member)) {
      out.reset();
    } else {
      read_into(member, Presence::optional, out);
    }
  }
  /// Absent leaves it empty: the database has a default. Null is none of its values.
  template <class T>
  void read_value(std::string_view member, std::optional<T>& out) {
    read_into(member, Presence::optional, out);
  }
  /// The member has to be there, and not null.
  template <class T>
  void require(std::string_view member, T& out) {
    T value{};
    if (take(member, Presence::required, value)) out = std::move(value);
  }
  /// As the optional, but the member has to be there, and not null.
  template <class T>
  void require(std::string_view member, std::optional<T>& out) {
    read_into(member, Presence::required, out);
  }
  template <class T>
  void read(std::string_view member, Patch<T>& out) {
    T value{};
    if (take(member, Presence::optional, value)) out = std::move(value);
  }
  template <class T>
  void read(std::string_view member, Patch<std::optional<T>>& out) {
    if (is_null(member)) {
      out = std::nullopt;
      return;
    }
    T value{};
    if (take(member, Presence::optional, value)) out = std::move(value);
  }
  /// Absent leaves the value that is there.
  template <class T>
  void read(std::string_view member, T& out) {
    T value{};
    if (take(member, Presence::optional, value)) out = std::move(value);
  }

  /// Reports the members that nobody asked for, and what the rules of the model found. True when
  /// there was nothing wrong in this object. To be called once, at the end. Of a value object the
  /// rules say nothing of a member that could not be read.
  bool finish(const Violations& broken_rules);

 private:
  enum class Presence { optional, required };

  /// The object that is a member of another; is_open says whether there is one.
  JsonObject(JsonObject& outer, std::string_view member, Presence presence);
  bool is_open() const;

  template <class T>
  void read_into(std::string_view member, Presence presence, std::optional<T>& out) {
    T value{};
    if (take(member, presence, value)) out = std::move(value);
  }
  /// An application's own type: its stored value, which its Codec may refuse.
  template <Coded T>
  bool take(std::string_view member, Presence presence, T& out) {
    Stored<T> value{};
    if (!take(member, presence, value)) return false;
    try {
      out = Codec<T>::decode(std::move(value));
    } catch (...) {
      return refuse_stored(member);
    }
    return true;
  }
  /// A value object, by its generated `read_json`.
  template <class T>
  requires requires(JsonObject& json, T& object) { read_json(json, object); }
  bool take(std::string_view member, Presence presence, T& out) {
    JsonObject inner{*this, member, presence};
    return inner.is_open() && read_json(inner, out);
  }
  template <TextEnum E>
  bool take(std::string_view member, Presence presence, E& out) {
    const std::string* text = take_text(member, presence, expected_texts(E{}));
    if (text == nullptr) return false;
    if (from_text(*text, out)) return true;
    refuse_enumerator(member, expected_texts(E{}));
    return false;
  }
  template <class T>
  requires(!std::is_same_v<T, std::byte>) bool take(std::string_view member, Presence presence,
                                                    std::vector<T>& out) {
    std::size_t size = 0;
    if (!open_list(member, presence, size)) return false;
    bool is_good = true;
    for (std::size_t at = 0; at < size; ++at) {
      T value{};
      step_to(at);
      is_good = take(member, Presence::required, value) && is_good;
      if (is_good) out.push_back(std::move(value));
    }
    close_list();
    return is_good;
  }
  bool take(std::string_view member, Presence presence, bool& out);
  bool take(std::string_view member, Presence presence, std::int16_t& out);
  bool take(std::string_view member, Presence presence, std::int32_t& out);
  bool take(std::string_view member, Presence presence, std::int64_t& out);
  bool take(std::string_view member, Presence presence, float& out);
  bool take(std::string_view member, Presence presence, double& out);
  bool take(std::string_view member, Presence presence, std::string& out);
  bool take(std::string_view member, Presence presence, Bytes& out);
  bool take(std::string_view member, Presence presence, Uuid& out);
  bool take(std::string_view member, Presence presence, Decimal& out);
  bool take(std::string_view member, Presence presence, Timestamp& out);
  bool take(std::string_view member, Presence presence, Date& out);
  bool take(std::string_view member, Presence presence, LocalTimestamp& out);
  bool take(std::string_view member, Presence presence, Time& out);
  bool take(std::string_view member, Presence presence, Interval& out);
  /// Any value, null too; it becomes canonical.
  bool take(std::string_view member, Presence presence, Json& out);
  /// What is taken from here on is an element of the member, which is a list of so many.
  bool open_list(std::string_view member, Presence presence, std::size_t& size);
  void step_to(std::size_t element);
  void close_list();
  /// Whether the member is there and null; then it counts as asked for.
  bool is_null(std::string_view member);
  /// The text of an enumerator; nullptr when there is none, or something else, which is reported.
  const std::string* take_text(std::string_view member, Presence presence,
                               std::string_view expected);
  void refuse_enumerator(std::string_view member, std::string_view expected);
  /// Reports the refusal of a Codec, which is being handled: `value_error`. Throws on what is none.
  bool refuse_stored(std::string_view member);

  struct State;
  State* state_;
};

/// Builds JSON text: members in the order of the calls, no white space. Timestamps are RFC 3339 in
/// UTC, other times ISO 8601, decimals and UUIDs texts, bytes base64. What it writes, JsonObject
/// reads back as an equal value. Throws Error bad_value, with the member's name, for what JSON has
/// not (as null it would be another value): a NaN or infinite number, an infinite time, a year
/// beyond 0001 to 9999, a Time beyond its day, a text that is no UTF-8.
class JsonWriter {
 public:
  explicit JsonWriter(JsonForm form = {}) : form_(form) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);

  void value(bool value);
  void value(std::int64_t value);
  void value(std::int32_t value);
  void value(std::int16_t number) { value(std::int32_t{number}); }
  void value(double value);
  void value(float value);
  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view{text}); }
  void value(const char* text) { value(std::string_view{text}); }
  void value(const Bytes& bytes) { value(to_base64(bytes)); }
  void value(const Uuid& uuid) { value(to_string(uuid)); }
  void value(const Decimal& decimal);
  void value(Timestamp timestamp);
  void value(Date date);
  void value(LocalTimestamp timestamp);
  void value(Time time);
  void value(const Interval& interval) { value(to_string(interval)); }
  /// The value itself, in its canonical form. Throws Error bad_value when that is no JSON.
  void value(const Json& json);
  void value(std::nullopt_t);
  template <TextEnum E>
  void value(E enumerator) {
    value(std::string_view{to_text(enumerator)});
  }
  template <Coded T>
  void value(const T& content) {
    value(stored(content));
  }
  /// A value object, by its generated `write_json`.
  template <class T>
  requires requires(JsonWriter& json, const T& object) { write_json(json, object); }
  void value(const T& object) { write_json(*this, object); }
  template <class T>
  requires(!std::is_same_v<T, std::byte>) void value(const std::vector<T>& list) {
    begin_array();
    for (const auto& element : list) value(static_cast<const T&>(element));
    end_array();
  }
  template <class T>
  void value(const std::optional<T>& optional) {
    if (optional) {
      value(*optional);
    } else {
      value(std::nullopt);
    }
  }

  template <class T>
  void member(std::string_view name, const T& content) {
    key(name);
    value(content);
  }

  const std::string& text() const { return text_; }
  /// The text; the writer is empty afterwards.
  std::string take();

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  template <class Number>
  void write_number(Number number);
  /// A time whose calendar begins at this day.
  void write_time(const std::string& text, std::int64_t days, bool is_infinite);
  [[noreturn]] void refuse(const std::string& why) const;

  std::string text_;
  std::size_t name_begin_ = 0;  ///< of the last key, in `text_`, with its quotes
  std::size_t name_end_ = 0;
  JsonForm form_;
  bool needs_comma_ = false;
};

}  // namespace tenon
