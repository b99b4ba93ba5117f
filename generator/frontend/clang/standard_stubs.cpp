#include <algorithm>

#include "frontend/clang/virtual_headers.hpp"

namespace tenon::frontend::clang {
namespace {

constexpr std::string_view stub_names[] = {
    "array",       "chrono",   "compare",  "cstddef",  "cstdint", "initializer_list",
    "limits",      "optional", "stddef.h", "stdint.h", "string",  "string_view",
    "type_traits", "utility",  "vector"};

// Declarations only, as far as models use them: names must resolve to the types that the real
// headers have. What is missing here gives an error, and then the real headers are read.
constexpr const char* basics = R"(#pragma once
#define NULL __null
using int8_t = __INT8_TYPE__;
using int16_t = __INT16_TYPE__;
using int32_t = __INT32_TYPE__;
using int64_t = __INT64_TYPE__;
using uint8_t = __UINT8_TYPE__;
using uint16_t = __UINT16_TYPE__;
using uint32_t = __UINT32_TYPE__;
using uint64_t = __UINT64_TYPE__;
using size_t = __SIZE_TYPE__;
using ptrdiff_t = __PTRDIFF_TYPE__;
namespace std {
using ::int8_t;
using ::int16_t;
using ::int32_t;
using ::int64_t;
using ::uint8_t;
using ::uint16_t;
using ::uint32_t;
using ::uint64_t;
using ::size_t;
using ::ptrdiff_t;
using nullptr_t = decltype(nullptr);
enum class byte : unsigned char {};

template <class T, T v> struct integral_constant { static constexpr T value = v; };
template <bool b> using bool_constant = integral_constant<bool, b>;
using true_type = bool_constant<true>;
using false_type = bool_constant<false>;
template <class A, class B> inline constexpr bool is_same_v = __is_same(A, B);
template <class T> inline constexpr bool is_enum_v = __is_enum(T);
template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T&> { using type = T; };
template <class T> struct remove_reference<T&&> { using type = T; };
template <class T> constexpr typename remove_reference<T>::type&& move(T&&) noexcept;
template <class A, class B> struct pair { A first; B second; };

class partial_ordering {
  signed char value_;
  constexpr explicit partial_ordering(signed char value) : value_(value) {}
 public:
  static const partial_ordering less, equivalent, greater, unordered;
  friend constexpr bool operator==(partial_ordering, partial_ordering) = default;
  friend constexpr bool operator==(partial_ordering, nullptr_t);
  friend constexpr bool operator<(partial_ordering, nullptr_t);
  friend constexpr bool operator>(partial_ordering, nullptr_t);
};
inline constexpr partial_ordering partial_ordering::less{-1}, partial_ordering::equivalent{0},
    partial_ordering::greater{1}, partial_ordering::unordered{2};
class weak_ordering {
  signed char value_;
  constexpr explicit weak_ordering(signed char value) : value_(value) {}
 public:
  static const weak_ordering less, equivalent, greater;
  constexpr operator partial_ordering() const;
  friend constexpr bool operator==(weak_ordering, weak_ordering) = default;
  friend constexpr bool operator==(weak_ordering, nullptr_t);
  friend constexpr bool operator<(weak_ordering, nullptr_t);
  friend constexpr bool operator>(weak_ordering, nullptr_t);
};
inline constexpr weak_ordering weak_ordering::less{-1}, weak_ordering::equivalent{0},
    weak_ordering::greater{1};
class strong_ordering {
  signed char value_;
  constexpr explicit strong_ordering(signed char value) : value_(value) {}
 public:
  static const strong_ordering less, equal, equivalent, greater;
  constexpr operator partial_ordering() const;
  constexpr operator weak_ordering() const;
  friend constexpr bool operator==(strong_ordering, strong_ordering) = default;
  friend constexpr bool operator==(strong_ordering, nullptr_t);
  friend constexpr bool operator<(strong_ordering, nullptr_t);
  friend constexpr bool operator>(strong_ordering, nullptr_t);
};
inline constexpr strong_ordering strong_ordering::less{-1}, strong_ordering::equal{0},
    strong_ordering::equivalent{0}, strong_ordering::greater{1};

template <class T> class initializer_list {
  const T* begin_;
  size_t size_;
 public:
  constexpr initializer_list() noexcept;
  constexpr size_t size() const noexcept;
  constexpr const T* begin() const noexcept;
  constexpr const T* end() const noexcept;
};
template <class T> struct numeric_limits {};
template <> struct numeric_limits<bool> {
  static constexpr bool min() noexcept { return false; }
  static constexpr bool max() noexcept { return true; }
  static constexpr bool lowest() noexcept { return false; }
};
template <> struct numeric_limits<short> {
  static constexpr short min() noexcept { return -__SHRT_MAX__ - 1; }
  static constexpr short max() noexcept { return __SHRT_MAX__; }
  static constexpr short lowest() noexcept { return min(); }
};
template <> struct numeric_limits<int> {
  static constexpr int min() noexcept { return -__INT_MAX__ - 1; }
  static constexpr int max() noexcept { return __INT_MAX__; }
  static constexpr int lowest() noexcept { return min(); }
};
template <> struct numeric_limits<long> {
  static constexpr long min() noexcept { return -__LONG_MAX__ - 1; }
  static constexpr long max() noexcept { return __LONG_MAX__; }
  static constexpr long lowest() noexcept { return min(); }
};
template <> struct numeric_limits<long long> {
  static constexpr long long min() noexcept { return -__LONG_LONG_MAX__ - 1; }
  static constexpr long long max() noexcept { return __LONG_LONG_MAX__; }
  static constexpr long long lowest() noexcept { return min(); }
};
template <> struct numeric_limits<float> {
  static constexpr float min() noexcept { return __FLT_MIN__; }
  static constexpr float max() noexcept { return __FLT_MAX__; }
  static constexpr float lowest() noexcept { return -__FLT_MAX__; }
  static constexpr float epsilon() noexcept { return __FLT_EPSILON__; }
};
template <> struct numeric_limits<double> {
  static constexpr double min() noexcept { return __DBL_MIN__; }
  static constexpr double max() noexcept { return __DBL_MAX__; }
  static constexpr double lowest() noexcept { return -__DBL_MAX__; }
  static constexpr double epsilon() noexcept { return __DBL_EPSILON__; }
};
)";

// As libstdc++ has them, as far as a type's name and a value of it go.
constexpr const char* clocks = R"(
template <long n, long d = 1> struct ratio {
  static constexpr long num = n;
  static constexpr long den = d;
};
namespace chrono {
template <class Rep, class Period = ratio<1>> class duration {
  Rep ticks_;
 public:
  using rep = Rep;
  using period = Period;
  constexpr duration() = default;
  template <class R> constexpr explicit duration(const R&);
  template <class R, class P> constexpr duration(const duration<R, P>&);
  constexpr rep count() const;
  friend constexpr bool operator==(const duration&, const duration&) = default;
  friend constexpr auto operator<=>(const duration&, const duration&) = default;
};
using nanoseconds = duration<int64_t, ratio<1, 1000000000>>;
using microseconds = duration<int64_t, ratio<1, 1000000>>;
using milliseconds = duration<int64_t, ratio<1, 1000>>;
using seconds = duration<int64_t>;
using minutes = duration<int64_t, ratio<60>>;
using hours = duration<int64_t, ratio<3600>>;
using days = duration<int64_t, ratio<86400>>;
using weeks = duration<int64_t, ratio<604800>>;
using years = duration<int64_t, ratio<31556952>>;
using months = duration<int64_t, ratio<2629746>>;
template <class Clock, class Duration = typename Clock::duration> class time_point {
  Duration since_;
 public:
  using clock = Clock;
  using duration = Duration;
  constexpr time_point() = default;
  constexpr explicit time_point(const Duration&);
  constexpr Duration time_since_epoch() const;
  friend constexpr bool operator==(const time_point&, const time_point&) = default;
  friend constexpr auto operator<=>(const time_point&, const time_point&) = default;
};
struct system_clock {
  using duration = nanoseconds;
  using time_point = chrono::time_point<system_clock, duration>;
  static time_point now() noexcept;
};
struct steady_clock {
  using duration = nanoseconds;
  using time_point = chrono::time_point<steady_clock, duration>;
  static time_point now() noexcept;
};
using high_resolution_clock = system_clock;
template <class Duration> using sys_time = time_point<system_clock, Duration>;
using sys_seconds = sys_time<seconds>;
using sys_days = sys_time<days>;
struct local_t {};
template <class Duration> using local_time = time_point<local_t, Duration>;
using local_seconds = local_time<seconds>;
using local_days = local_time<days>;
class year {
  short value_;
 public:
  year() = default;
  constexpr explicit year(int);
};
class month {
  unsigned char value_;
 public:
  month() = default;
  constexpr explicit month(unsigned);
};
class day {
  unsigned char value_;
 public:
  day() = default;
  constexpr explicit day(unsigned);
};
class year_month_day {
  year year_;
  month month_;
  day day_;
 public:
  year_month_day() = default;
  constexpr year_month_day(const chrono::year&, const chrono::month&, const chrono::day&);
  constexpr year_month_day(const sys_days&);
  constexpr operator sys_days() const;
};
}
}
)";

constexpr const char* containers = R"(
template <class T> class allocator {};
template <class C> struct char_traits {};
template <class C, class T = char_traits<C>> class basic_string_view {
 public:
  constexpr basic_string_view() noexcept;
  constexpr basic_string_view(const C*);
  constexpr basic_string_view(const C*, size_t);
  constexpr const C* data() const noexcept;
  constexpr size_t size() const noexcept;
  constexpr bool empty() const noexcept;
  friend constexpr bool operator==(basic_string_view, basic_string_view) noexcept;
  friend constexpr strong_ordering operator<=>(basic_string_view, basic_string_view) noexcept;
};
using string_view = basic_string_view<char>;
template <class C, class T = char_traits<C>, class A = allocator<C>> class basic_string {
 public:
  basic_string() noexcept;
  basic_string(const C*);
  basic_string(const C*, size_t);
  basic_string(size_t, C);
  basic_string(initializer_list<C>);
  explicit basic_string(basic_string_view<C, T>);
  operator basic_string_view<C, T>() const noexcept;
  const C* c_str() const noexcept;
  const C* data() const noexcept;
  size_t size() const noexcept;
  bool empty() const noexcept;
  basic_string& operator+=(const basic_string&);
  friend basic_string operator+(const basic_string&, const basic_string&);
  friend bool operator==(const basic_string&, const basic_string&) noexcept;
  friend strong_ordering operator<=>(const basic_string&, const basic_string&) noexcept;
};
using string = basic_string<char>;
using wstring = basic_string<wchar_t>;
using u8string = basic_string<char8_t>;
using u16string = basic_string<char16_t>;
using u32string = basic_string<char32_t>;
string to_string(int);
string to_string(long);
string to_string(long long);
string to_string(unsigned);
string to_string(unsigned long);
string to_string(unsigned long long);
string to_string(float);
string to_string(double);

struct nullopt_t { constexpr explicit nullopt_t(int) {} };
inline constexpr nullopt_t nullopt{0};
template <class T> class optional {
 public:
  constexpr optional() noexcept;
  constexpr optional(nullopt_t) noexcept;
  template <class U = T> constexpr optional(U&&);
  constexpr bool has_value() const noexcept;
  constexpr explicit operator bool() const noexcept;
  constexpr const T& value() const;
  constexpr const T& operator*() const;
  constexpr const T* operator->() const;
  friend constexpr bool operator==(const optional&, const optional&);
  friend constexpr strong_ordering operator<=>(const optional&, const optional&);
};
template <class T, class A = allocator<T>> class vector {
 public:
  vector() noexcept;
  explicit vector(size_t);
  vector(size_t, const T&);
  vector(initializer_list<T>);
  size_t size() const noexcept;
  bool empty() const noexcept;
  const T* begin() const noexcept;
  const T* end() const noexcept;
  friend bool operator==(const vector&, const vector&);
  friend strong_ordering operator<=>(const vector&, const vector&);
};
template <class T, size_t n> struct array {
  T elements[n == 0 ? 1 : n];
  constexpr size_t size() const noexcept;
  friend constexpr bool operator==(const array&, const array&) = default;
  friend constexpr auto operator<=>(const array&, const array&) = default;
};
template <class T> struct hash;
)";

}  // namespace

bool has_standard_stub(std::string_view name) {
  return std::find(std::begin(stub_names), std::end(stub_names), name) != std::end(stub_names);
}

std::vector<MemoryFile> standard_stubs() {
  const std::string folder = std::string{virtual_root} + "/standard/";
  std::vector<MemoryFile> result;
  for (const std::string_view name : stub_names)
    result.push_back({folder + std::string{name}, "#include <tenon-standard>\n"});
  result.push_back({folder + "tenon-standard", std::string{basics} + containers + clocks});
  return result;
}

}  // namespace tenon::frontend::clang
