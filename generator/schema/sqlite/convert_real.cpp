// Floating-point numbers as texts that are read as the very same number. SQLite's own cast keeps 15
// digits where some numbers need 17, and reads some texts as the number beside it: what a text is
// read as by everybody else is computed here.
#include "schema/sqlite/convert_parts.hpp"

namespace tenon::schema::sqlite {
namespace {

std::string digits(int count) { return "printf('%!." + std::to_string(count) + "g', n)"; }

/// The number that the text, one of digits(), stands for, where one division or multiplication of
/// two exact numbers makes it: up to 2^53, and 10^22. Else NULL.
std::string exactly(const std::string& text) {
  const std::string mantissa = "substr(" + text + ", 1, instr(" + text + " || 'e', 'e') - 1)";
  const std::string whole = "cast(replace(" + mantissa + ", '.', '') as integer)";
  const std::string exponent = "(substr(" + text + ", instr(" + text +
                               " || 'e', 'e') + 1) - length(" + mantissa + ") + instr(" + mantissa +
                               ", '.'))";
  return "case when abs(" + whole + ") > 9007199254740992 then null when " + exponent +
         " between -22 and -1 then " + whole + " / cast('1e' || -" + exponent + " as real) when " +
         exponent + " between 0 and 22 then " + whole + " * cast('1e' || " + exponent +
         " as real) end";
}

/// FROM what has the number as n, its texts of 15, 16 and 17 digits as a, b and c, and as x and y
/// what the first two stand for.
std::string with_texts(const std::string& value) {
  return "(select *, " + exactly("a") + " as x, " + exactly("b") + " as y from (select n, " +
         digits(15) + " as a, " + digits(16) + " as b, " + digits(17) + " as c from (select " +
         value + " as n)))";
}

/// FROM the number as SQLite reads it, and those beside it.
std::string neighbours(const std::string& number) {
  const std::string one = " * 1.6653345369377348e-16";  // of the last place of a double
  return "(select e as n from (select " + number + " as e) union all select e + e" + one +
         " from (select " + number + " as e) union all select e - e" + one + " from (select " +
         number + " as e))";
}

/// As the driver writes a number that is not whole (std::to_chars): the shorter of both forms.
const std::string number_text =
    "case when t glob '*0.000[1-9]' then replace(t, '0.000', '') || 'e-04' else replace(t, '.0e', "
    "'e') end";

/// Where that form of a number beyond 2^53 has more digits than t.
const std::string has_other_form =
    "abs(n) >= 9007199254740992 and (instr(t, 'e') = 0 or length(replace(t, '.0e', 'e')) > "
    "substr(t, instr(t, 'e') + 1) + (n < 0))";

}  // namespace

std::string real_to_text(const std::string& value) {
  // An element of a list may be an integer, or the text of infinity already. The rest as PostgreSQL
  // has it.
  return "(select case when typeof(n) <> 'real' then cast(n as text) when n = 9e999 then "
         "'Infinity' when n = -9e999 then '-Infinity' when t glob '*.0' then substr(t, 1, "
         "length(t) - 2) else replace(t, '.0e', 'e') end from (select n, case when x = n and "
         "cast(a as real) = n then a else c end as t from " +
         with_texts(value) + "))";
}

std::string text_to_real(const std::string& value) {
  // STRICT takes '1.5' for 1.5 and refuses the rest.
  return "case " + value +
         " when 'Infinity' then 9e999 when '-Infinity' then -9e999 else coalesce((select n from " +
         neighbours("cast(" + value + " as real)") + " where " + real_to_text("n") + " = " + value +
         " limit 1), " + value + ") end";
}

std::string real_of_json(const std::string& number, const std::string& json) {
  return "(select n from " + neighbours(number) + " where " + real_to_json("n") + " = " + json +
         " limit 1)";
}

std::string real_to_json(const std::string& value) {
  // Beyond 2^53, each number has a text of 16 digits.
  return "(select case when n is null then null when n = 9e999 then '\"Infinity\"' when n = -9e999 "
         "then '\"-Infinity\"' when abs(n) < 9007199254740992 and n = cast(n as integer) then "
         "cast(cast(n as integer) as text) when x is null or (x <> n and abs(n) < 1e-6) or (" +
         has_other_form + ") then null else " + number_text +
         " end from (select n, x, case when x = n then a when coalesce(y, n) = n then b else c end "
         "as t from " +
         with_texts(value) + "))";
}

}  // namespace tenon::schema::sqlite
