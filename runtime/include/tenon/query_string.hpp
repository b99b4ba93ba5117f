// What a request may ask of a list in its query string: `?sort=-created_at,name&role=author&
// created_at__gte=2026-01-01T00:00:00Z&limit=50&after=…`. Names are those of the JSON of an entity;
// the generated <entity>_field.hpp turns them into a typed filter and order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <tenon/list.hpp>

namespace tenon {

/// How a parameter compares: what stands behind the two underscores of `created_at__gte=…`. A
/// parameter without is `eq`.
enum class FilterOperator : std::uint8_t {
  eq,
  ne,  ///< as in SQL, NULL is not unequal to anything
  lt,
  le,  ///< `lte` too
  gt,
  ge,           ///< `gte` too
  in,           ///< one of the values between commas; `\,` is a comma, `\\` a backslash of a value
  contains,     ///< a text within a text, letter by letter; an element of a list
  starts_with,  ///< `startswith` too
  ends_with,    ///< `endswith` too
  is_null       ///< `true` or `false`; `isnull` too
};

/// "eq", …; throws Error bad_value for what is no enumerator.
std::string_view to_text(FilterOperator how);
/// False when the text is none of the above; `how` stays as it was then.
bool from_text(std::string_view text, FilterOperator& how);

/// The parameters of a request, decoded, in their order; one name may stand there several times.
class QueryString {
 public:
  struct Pair {
    std::string name;
    std::string value;

    bool operator==(const Pair&) const = default;
  };

  QueryString() = default;
  QueryString(std::initializer_list<Pair> pairs) : pairs_(pairs) {}
  /// Of the text behind the `?` of a URL, decoded as the URL standard has it (url.spec.whatwg.org,
  /// “application/x-www-form-urlencoded parsing”): `+` is a space, a `%` without two hexadecimal
  /// digits is itself.
  template <class Text>
  requires std::is_convertible_v<const Text&, std::string_view> QueryString(const Text& raw) {
    decode(raw);
  }
  /// Of what a web framework decoded: a map, a multimap or a vector of pairs.
  template <class Pairs>
  requires requires(const Pairs& pairs) {
    std::string{pairs.begin()->first};
    std::string{pairs.begin()->second};
  }
  QueryString(const Pairs& pairs) {
    for (const auto& pair : pairs) add(std::string{pair.first}, std::string{pair.second});
  }

  void add(std::string name, std::string value);
  const std::vector<Pair>& pairs() const { return pairs_; }

 private:
  void decode(std::string_view raw);

  std::vector<Pair> pairs_;
};

/// Some fields of an entity: `{UserField::name, UserField::email}`.
template <class Field>
class FieldSet {
 public:
  FieldSet() = default;
  FieldSet(std::initializer_list<Field> fields) {
    for (const Field field : fields) numbers_.push_back(static_cast<std::size_t>(field));
  }

  const std::vector<std::size_t>& numbers() const { return numbers_; }

 private:
  std::vector<std::size_t> numbers_;
};

/// What an application leaves to a request. `Field` is the generated enum, UserField.
template <class Field>
struct QueryRules {
  /// Items a page when the request says none; never more than `max_limit`. Both are 1 or more, else
  /// the reader throws Error misuse.
  std::int64_t limit = 100;
  /// What a request may ask for at most.
  std::int64_t max_limit = 1000;
  /// When the request names none; the key is added at the end of every order.
  Orders order = {};
  /// By which fields a request may sort; empty: by each that has an order.
  FieldSet<Field> sortable = {};
  /// By which fields a request may filter; empty: by each.
  FieldSet<Field> filterable = {};
  /// Parameters that are read elsewhere. All others that are neither `sort`, `limit` or `after` nor
  /// a field's are refused: a filter that was misspelled would show every row.
  std::vector<std::string> passed_over = {};
  std::size_t max_sort = 8;      ///< names in `sort`; 0: there is no sorting
  std::size_t max_filters = 32;  ///< conditions; 0: none is taken
  std::size_t max_in = 100;      ///< values of one `in`; 0: none is taken
};

}  // namespace tenon
