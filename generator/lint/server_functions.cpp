#include "lint/server_functions.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string_view>

#include "base/text.hpp"

namespace tenon::lint {
namespace {

using Names = std::set<std::string, std::less<>>;

/// As pg_proc of version 15 has them: each form of that name is immutable or stable.
constexpr std::string_view steady_names =
    "abs acos age array_append array_cat array_fill array_length array_position array_prepend "
    "array_remove array_replace array_to_json array_to_string array_to_tsvector ascii asin "
    "atan atan2 bit_count bit_length btrim cardinality cbrt ceil ceiling char_length "
    "character_length chr concat concat_ws convert convert_from convert_to cos cot "
    "current_database current_schema current_schemas current_setting "
    "current_user date date_bin date_part date_trunc daterange decode degrees div encode "
    "enum_first enum_last enum_range exp extract factorial floor format gcd get_bit get_byte "
    "host inet_client_addr inet_client_port inet_server_addr inet_server_port initcap "
    "int4range int8range isfinite json_array_length json_build_array json_build_object "
    "json_object json_typeof jsonb_array_length jsonb_build_array jsonb_build_object "
    "jsonb_insert jsonb_object jsonb_set jsonb_strip_nulls jsonb_typeof justify_days "
    "justify_hours justify_interval lcm left length ln log log10 lower lpad ltrim make_date "
    "make_interval make_time make_timestamp make_timestamptz masklen md5 mod netmask network "
    "normalize now num_nonnulls num_nulls numrange octet_length overlay parse_ident pi "
    "plainto_tsquery position pow power quote_ident quote_literal quote_nullable radians "
    "range_merge regexp_count regexp_match regexp_replace regexp_split_to_array regexp_substr "
    "repeat replace reverse right round row_to_json rpad rtrim scale session_user set_bit "
    "set_byte sha224 sha256 sha384 sha512 sign sin split_part sqrt starts_with "
    "statement_timestamp string_to_array strpos substr substring tan text timezone to_ascii "
    "to_char to_date to_hex to_json to_jsonb to_number to_timestamp to_tsquery to_tsvector "
    "transaction_timestamp translate trim_array trim_scale trunc tsrange tstzrange "
    "txid_current unistr upper version width_bucket";

constexpr std::string_view harmless_names =
    "avg bool_and bool_or clock_timestamp coalesce count currval dense_rank digest every "
    "first_value format_type gen_random_uuid generate_series greatest lag last_value lastval "
    "lead least max min mode nextval ntile nullif obj_description percentile_cont random rank "
    "row_number set_config setseed setval stddev sum timeofday unnest variance";

Names names_of(std::string_view text) {
  const std::vector<std::string> words = base::split(text, " ");
  return {words.begin(), words.end()};
}

const Names& steady() {
  static const Names names = names_of(steady_names);
  return names;
}

const Names& harmless() {
  static const Names names = names_of(harmless_names);
  return names;
}

}  // namespace

bool is_steady_function(const std::vector<std::string>& name) {
  const bool is_of_server = name.size() == 1 || (name.size() == 2 && name[0] == "pg_catalog");
  return is_of_server && steady().count(name.back()) != 0;
}

bool leaves_tables_alone(const std::vector<std::string>& name) {
  static constexpr std::array<std::string_view, 12> beginnings = {
      "array_", "string_", "json_", "jsonb_", "pg_", "to_",
      "has_",   "regexp_", "date_", "bit_",   "ts",  "xml"};
  if (name.empty()) return true;
  if (name.front() == "pg_catalog") return true;
  if (name.size() > 1) return false;
  const std::string& own = name.back();
  return steady().count(own) != 0 || harmless().count(own) != 0 ||
         std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view one) { return base::starts_with(own, one); });
}

}  // namespace tenon::lint
