#include "frontend/clang/virtual_headers.hpp"

#include <algorithm>

namespace tenon::frontend::clang {
namespace {

// Includes what the runtime's header brings, so that a model that compiles there is read here.
constexpr const char* model_header = R"(#pragma once
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>
namespace tenon {
using Bytes = std::vector<std::byte>;
std::string to_base64(const Bytes&);
std::optional<Bytes> parse_base64(std::string_view);

struct Date {
  std::int32_t days = 0;
  static Date of(int year, int month, int day);
  friend constexpr auto operator<=>(Date, Date) = default;
};
std::string to_string(Date);
std::optional<Date> parse_date(std::string_view);

struct Numeric {
  int precision = 0;
  int scale = 0;
};
class Decimal {
 public:
  Decimal() = default;
  template <class T> Decimal(const T&);
  static Decimal from_scaled(std::int64_t units, int scale);
  std::optional<std::int64_t> scaled(int scale) const;
  int scale() const;
  int precision() const;
  bool is_negative() const;
  const std::string& digits() const;
  std::optional<Decimal> rescaled(int scale) const;
  friend Decimal operator+(const Decimal&, const Decimal&);
  friend Decimal operator-(const Decimal&, const Decimal&);
  friend Decimal operator*(const Decimal&, const Decimal&);
  Decimal operator-() const;
  Decimal& operator+=(const Decimal&);
  Decimal& operator-=(const Decimal&);
  friend std::strong_ordering operator<=>(const Decimal&, const Decimal&);
  friend bool operator==(const Decimal&, const Decimal&);
};
std::string to_string(const Decimal&);
std::optional<Decimal> parse_decimal(std::string_view);

struct Time {
  std::int64_t microseconds = 0;
  static Time of(int hour, int minute, int second = 0, int microsecond = 0);
  static constexpr Time end_of_day();
  constexpr bool is_valid() const;
  friend constexpr auto operator<=>(Time, Time) = default;
};
std::string to_string(Time);
std::optional<Time> parse_time(std::string_view);

struct LocalTimestamp {
  std::int64_t microseconds = 0;
  static constexpr LocalTimestamp of(Date, Time = {});
  static constexpr LocalTimestamp infinity();
  static constexpr LocalTimestamp negative_infinity();
  constexpr bool is_infinite() const;
  friend constexpr auto operator<=>(LocalTimestamp, LocalTimestamp) = default;
};
std::string to_string(LocalTimestamp);
std::optional<LocalTimestamp> parse_local_timestamp(std::string_view);

struct Interval {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::int64_t microseconds = 0;
  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};
std::string to_string(const Interval&);
std::optional<Interval> parse_interval(std::string_view);

struct Json {
  std::string text = "null";
  friend bool operator==(const Json&, const Json&);
};
std::optional<Json> canonical_json(std::string_view);

struct Timestamp {
  std::int64_t microseconds = 0;
  static Timestamp now();
  static constexpr Timestamp infinity();
  static constexpr Timestamp negative_infinity();
  constexpr bool is_infinite() const;
  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
};
std::string to_string(Timestamp);
std::optional<Timestamp> parse_timestamp(std::string_view);

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;
};
Uuid uuid_v7();
std::string to_string(const Uuid&);
std::optional<Uuid> parse_uuid(std::string_view);

class Violations;
template <class T> struct Codec;
template <class Entity, class Key = std::int64_t>
struct Id {
  Key value{};
  constexpr Id() = default;
  constexpr explicit Id(Key);
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};
}
)";

// For the codecs of the users' types that refuse values.
constexpr const char* error_header =
    "#pragma once\n#include <tenon/model.hpp>\n"
    R"(namespace tenon {
enum class ErrorKind : std::uint8_t {
  connection_lost, timeout, conflict, constraint_violated, not_found, stale_write, bad_value,
  bad_sql, migration, in_doubt, misuse, environment
};
class Error {
 public:
  Error(ErrorKind, std::string);
};
}
)";

constexpr const char* chrono_header =
    "#pragma once\n#include <chrono>\n#include <tenon/model.hpp>\n";

constexpr const char* forwarding_header = "#pragma once\n#include <tenon/model.hpp>\n";

constexpr std::string_view tenon_names[] = {
    "tenon/interval.hpp",  "tenon/json_value.hpp", "tenon/local_timestamp.hpp",
    "tenon/time.hpp",      "tenon/bytes.hpp",      "tenon/chrono.hpp",
    "tenon/codec.hpp",     "tenon/date.hpp",       "tenon/decimal.hpp",
    "tenon/error.hpp",     "tenon/id.hpp",         "tenon/model.hpp",
    "tenon/timestamp.hpp", "tenon/uuid.hpp",       "tenon/canonical_json.hpp"};

const char* text_of(std::string_view name) {
  if (name == "tenon/model.hpp") return model_header;
  if (name == "tenon/error.hpp") return error_header;
  return name == "tenon/chrono.hpp" ? chrono_header : forwarding_header;
}

}  // namespace

bool is_virtual_path(std::string_view path) {
  return path.substr(0, virtual_root.size()) == virtual_root;
}

bool is_tenon_header(std::string_view name) {
  return std::find(std::begin(tenon_names), std::end(tenon_names), name) != std::end(tenon_names);
}

std::vector<MemoryFile> tenon_headers() {
  std::vector<MemoryFile> result;
  for (const std::string_view name : tenon_names)
    result.push_back({std::string{virtual_root} + "/include/" + std::string{name}, text_of(name)});
  return result;
}

}  // namespace tenon::frontend::clang
