// How a rebuild carries a column's values over into another type.
#include <optional>
#include <utility>

#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

std::string power_of_ten(int exponent) {
  return "1" + std::string(static_cast<std::size_t>(exponent), '0');
}

/// How many digits behind the point an integer stands for; none for what is no scaled integer.
std::optional<int> digits_behind(const ColumnType& type) {
  switch (type.kind) {
    case Kind::int16:
    case Kind::int32:
    case Kind::int64:
      return 0;
    case Kind::decimal:
      return is_scaled(type) ? std::optional<int>{type.scale} : std::nullopt;
    default:
      return std::nullopt;
  }
}

/// A text that is no number stays one: the STRICT column refuses it, where a cast would make 0 of
/// it.
std::string text_to_scaled(const std::string& value, int scale) {
  return "case when " + value + " = '' or " + value + " glob '*[^0-9.+-]*' then " + value +
         " else cast(round(" + value + " * " + power_of_ten(scale) + ") as integer) end";
}

std::string from_text(const std::string& value, const ColumnType& to) {
  switch (to.kind) {
    case Kind::boolean:
      return "case lower(" + value + ") when 'true' then 1 when 'false' then 0 else " + value +
             " end";
    case Kind::date:
      return "coalesce(cast(julianday(date(" + value + ")) - 2440587.5 as integer), " + value + ")";
    case Kind::timestamp:
      return "coalesce(cast(round((julianday(" + value +
             ") - 2440587.5) * 86400000) * 1000 as integer), " + value + ")";
    case Kind::decimal:
      return is_scaled(to) ? text_to_scaled(value, to.scale) : value;
    case Kind::bytes:
      return "cast(" + value + " as blob)";
    default:
      return value;  // STRICT takes '12' for 12 and refuses the rest
  }
}

std::string scaled_to_text(const std::string& value, int scale) {
  if (scale == 0) return "cast(" + value + " as text)";
  const std::string unit = power_of_ten(scale);
  return "case when " + value + " < 0 then '-' else '' end || abs(" + value + " / " + unit +
         ") || '.' || printf('%0" + std::to_string(scale) + "d', abs(" + value + " % " + unit +
         "))";
}

std::string to_text(const std::string& value, const ColumnType& from) {
  switch (from.kind) {
    case Kind::boolean:
      return "case " + value + " when 0 then 'false' when 1 then 'true' end";
    case Kind::date:
      return "date(" + value + " * 86400, 'unixepoch')";
    case Kind::timestamp:
      return "strftime('%Y-%m-%dT%H:%M:%S', (" + value + " - ((" + value +
             " % 1000000) + 1000000) % 1000000) / 1000000, 'unixepoch') || printf('.%06dZ', ((" +
             value + " % 1000000) + 1000000) % 1000000)";
    case Kind::uuid: {
      std::string text;
      for (const auto& [first, length] : {std::pair{1, 8}, std::pair{9, 4}, std::pair{13, 4},
                                          std::pair{17, 4}, std::pair{21, 12}}) {
        text += (text.empty() ? "" : " || '-' || ") + std::string{"substr(hex("} + value + "), " +
                std::to_string(first) + ", " + std::to_string(length) + ")";
      }
      return "lower(" + text + ")";
    }
    case Kind::decimal:
      return is_scaled(from) ? scaled_to_text(value, from.scale) : value;
    case Kind::text:
      return value;
    default:
      return "cast(" + value + " as text)";
  }
}

}  // namespace

std::string convert(const std::string& value, const ColumnType& from, const ColumnType& to) {
  if (from == to) return value;
  const auto behind_before = digits_behind(from);
  const auto behind_after = digits_behind(to);
  if (behind_before && behind_after) {
    const int more = *behind_after - *behind_before;
    if (more == 0) return value;
    if (more > 0) return value + " * " + power_of_ten(more);
    return "cast(round(" + value + " / " + power_of_ten(-more) + ".0) as integer)";
  }
  if (from.kind == Kind::date && to.kind == Kind::timestamp) return value + " * 86400000000";
  if (from.kind == Kind::timestamp && to.kind == Kind::date) {
    // Division rounds towards zero; days before 1970 need the floor.
    return "(" + value + " - ((" + value +
           " % 86400000000) + 86400000000) % 86400000000) / 86400000000";
  }
  if (to.kind == Kind::boolean && behind_before) return value + " <> 0";
  const std::string after = type_text(to);
  const bool is_text_decimal = from.kind == Kind::decimal && !is_scaled(from);
  if (after == "text") return to_text(value, from);
  if (from.kind == Kind::text || is_text_decimal) return from_text(value, to);
  if (is_scaled(from) && after == "real") return value + " / " + power_of_ten(from.scale) + ".0";
  const bool is_real = from.kind == Kind::float32 || from.kind == Kind::float64;
  if (is_real && behind_after) {
    const std::string scaled_value =
        *behind_after == 0 ? value : value + " * " + power_of_ten(*behind_after);
    return "cast(round(" + scaled_value + ") as integer)";
  }
  return value;  // kept as it is where the storage is the same, else refused by the STRICT column
}

}  // namespace tenon::schema::sqlite
