// Texts in ISO 8601 as the text of an Interval (runtime/src/value/interval.cpp): the same parts in
// the same order, summed up, in the one form that to_string() writes.
#include "schema/sqlite/convert_parts.hpp"

namespace tenon::schema::sqlite {
namespace {

/// WITH: a row for each part, of which n is the number, u the unit's letter, and `tail` what is
/// left. Letters behind the T are small ones: so each stands for one unit.
std::string interval_parts(const std::string& value) {
  const std::string tail = "ltrim(tail, '+-.0123456789')";
  return "p (sign, n, u, tail, below) as (select case when t glob '-*' then -1 else 1 end, '', '', "
         "case when instr(b, 'T') = 0 then b else substr(b, 1, instr(b, 'T')) || lower(substr(b, "
         "instr(b, 'T') + 1)) end, '' from (select t, substr(t, instr(t, 'P') + 1) as b from "
         "(select " +
         value +
         " as t) where (t glob 'P?*' or t glob '[+-]P?*') and t not glob '*[a-z]*') union all "
         "select sign, substr(tail, 1, length(tail) - length(" +
         tail + ")), substr(" + tail + ", 1, 1), substr(" + tail +
         ", 2), u from p where tail <> '')";
}

/// FROM the sums of months, days and micros, and whether the parts were an interval's. More digits
/// than one has are wrong, and no sum of theirs overflows.
const std::string sums = [] {
  const std::string whole = "ltrim(substr(n || '.', 1, instr(n || '.', '.') - 1), '+-')";
  const std::string fraction = "substr(n, instr(n || '.', '.') + 1)";
  const std::string sign = "case when n glob '-*' then -sign else sign end";
  const std::string is_number =
      "length(n) - length(ltrim(n, '+-')) <= 1 and length(" + whole + ") between 1 and 13 and " +
      whole + " not glob '*[^0-9]*' and (instr(n, '.') = 0 or (u = 's' and length(" + fraction +
      ") between 1 and 6 and " + fraction + " not glob '*[^0-9]*'))";
  return "(select min(u <> '' and instr('YMWDThms', u) > instr('YMWDThms', below) * (below <> '') "
         "and case "
         "when u = 'T' then n = '' and tail <> '' else " +
         is_number +
         " end) as is_right, sum(s * w * case u when 'Y' then 12 when 'M' then 1 else 0 end) as "
         "months, sum(s * w * case u when 'W' then 7 when 'D' then 1 else 0 end) as days, sum(s * "
         "w * case u when 'h' then 3600000000 when 'm' then 60000000 when 's' then 1000000 else 0 "
         "end + case when instr(n, '.') > 0 then s * substr(" +
         fraction + " || '000000', 1, 6) else 0 end) as micros from (select *, " + sign +
         " as s, cast(" + whole + " as integer) as w from p where u <> '' or n <> ''))";
}();

std::string part(const std::string& value, const std::string& letter) {
  return "case when " + value + " <> 0 then (s * (" + value + ")) || '" + letter + "' else '' end";
}

/// Of months, days and micros, as to_string() writes them.
const std::string text_of_sums =
    "case when months = 0 and days = 0 and micros = 0 then 'PT0S' else case when s < 0 then '-P' "
    "else 'P' end || " +
    part("months / 12", "Y") + " || " + part("months % 12", "M") + " || " + part("days", "D") +
    " || case when micros <> 0 then 'T' || " + part("micros / 3600000000", "H") + " || " +
    part("micros % 3600000000 / 60000000", "M") +
    " || case when r = 0 then '' else case when s * r < 0 then '-' else '' end || (abs(r) / "
    "1000000) || rtrim(rtrim(printf('.%06d', abs(r) % 1000000), '0'), '.') || 'S' end else '' end "
    "end";

}  // namespace

std::string text_to_interval(const std::string& value) {
  return "case when " + value + " is not null then coalesce((with recursive " +
         interval_parts(value) + " select " + text_of_sums +
         " from (select *, case when months <= 0 and days <= 0 and micros <= 0 then -1 else 1 end "
         "as s, micros % 60000000 as r from " +
         sums +
         " where is_right and months between -2147483648 and 2147483647 and days between "
         "-2147483648 and 2147483647 and typeof(micros) = 'integer')), " +
         no_text + ") end";
}

}  // namespace tenon::schema::sqlite
