// How ALTER COLUMN … TYPE makes values of one type values of another.
#include "schema/known_type.hpp"
#include "schema/postgresql/spelling.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {
namespace {

using Kind = ColumnType::Kind;

bool is_integer(Kind kind) {
  return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64;
}
bool is_number(Kind kind) {
  return is_integer(kind) || kind == Kind::float32 || kind == Kind::float64 ||
         kind == Kind::decimal;
}

bool is_zoneless(Kind kind) {
  return kind == Kind::date || kind == Kind::local_timestamp || kind == Kind::time;
}

bool is_time(Kind kind) {
  return is_zoneless(kind) || kind == Kind::timestamp || kind == Kind::interval;
}

/// An expression that no value but NULL gets through: no list and no number looks like it.
std::string refused(const std::string& column, const std::string& type) {
  return "(" + column + "::text || ' does not fit')::integer::text::" + type;
}

/// Of one of which a type is bytes. A text's are its letters', a UUID's its own; a cast would look
/// for escapes in the text, and find some.
std::string bytes_conversion(const Column& from, const ColumnType& to, const Spelling& spelling) {
  const std::string column = quote_name(from.name);
  const std::string type = spelling.type(to);
  const Kind other = to.kind == Kind::bytes ? from.type.kind : to.kind;
  const bool from_bytes = from.type.kind == Kind::bytes;
  switch (other) {
    case Kind::text:
      return (from_bytes ? "convert_from(" : "convert_to(") + column + ", 'UTF8')";
    case Kind::enumeration:
      return from_bytes ? "convert_from(" + column + ", 'UTF8')::" + type
                        : "convert_to(" + column + "::text, 'UTF8')";
    case Kind::uuid:
      return from_bytes ? "encode(" + column + ", 'hex')::" + type : "uuid_send(" + column + ")";
    default:
      return refused(column, type);
  }
}

/// Whether a value of the one may be an element of the other as it is: lists of an enum's values
/// hold texts.
bool is_element(const ColumnType& value, const ColumnType& list) {
  return value.kind == list.kind || (value.kind == Kind::enumeration && list.kind == Kind::text);
}

/// A list of one as its element. Only {x} is equal to array[x]: not {}, nor {x,y}, {{x}} or
/// [5:5]={x}.
std::string only_element(const std::string& column, const ColumnType& to, const std::string& type) {
  const std::string element = column + "[1]";
  return "case when " + column + " = array[" + element + "] then " + element +
         (to.kind == Kind::enumeration ? "::" + type : "") + " else " + refused(column, type) +
         " end";
}

/// The list whose JSON the text is. An array is written likewise but for its brackets; of what a
/// text escapes, quotes and backslashes are.
std::string list_of_json(const std::string& column, const ColumnType& to, const std::string& type) {
  if (to.kind != Kind::text) return "translate(" + column + ", '[]', '{}')::" + type;
  return "case when " + column + " like '[%]' and position('\\' in replace(replace(" + column +
         ", '\\\\', ''), '\\\"', '')) = 0 then ('{' || substr(" + column + ", 2, length(" + column +
         ") - 2) || '}')::" + type + " else " + refused(column, type) + " end";
}

std::string list_to_value(const Column& from, const ColumnType& to, bool takes_back,
                          const std::string& type) {
  const std::string column = quote_name(from.name);
  const bool was_value = is_element(to, from.type) && (takes_back || to.kind != Kind::text);
  if (was_value) return only_element(column, to, type);
  // What SQLite has stored all along.
  return to.kind == Kind::text && from.type.kind != Kind::bytes
             ? "array_to_json(" + column + ")::text"
             : refused(column, type);
}

std::string value_to_list(const Column& from, const ColumnType& to, bool takes_back,
                          const std::string& type) {
  const std::string column = quote_name(from.name);
  const bool was_list = takes_back && from.type.kind == Kind::text && to.kind != Kind::bytes;
  if (was_list) return list_of_json(column, to, type);
  if (!is_element(from.type, to)) return refused(column, type);
  const std::string element = from.type.kind == to.kind ? column : column + "::text";
  return "case when " + column + " is not null then array[" + element + "]::" + type + " end";
}

/// Between two types of which one is a list, or both are.
std::string list_conversion(const Column& from, const ColumnType& to, bool takes_back,
                            const Spelling& spelling) {
  const std::string column = quote_name(from.name);
  const std::string type = spelling.type(to);
  const ColumnType& old = from.type;
  if (!to.is_list) return list_to_value(from, to, takes_back, type);
  if (!old.is_list) return value_to_list(from, to, takes_back, type);
  const bool is_zoned = old.kind == Kind::timestamp || to.kind == Kind::timestamp;
  if (old.kind == to.kind || (is_number(old.kind) && is_number(to.kind))) return {};
  if (to.kind == Kind::text || old.kind == Kind::text) {
    const bool is_bytes = old.kind == Kind::bytes || to.kind == Kind::bytes;
    return is_bytes ? refused(column, type) : column + "::" + type;
  }
  // The session's zone must not decide, and an expression cannot look at one element after another.
  return is_zoned ? refused(column, type) : column + "::text[]::" + type;
}

/// Where either type is one that the model names. A cast to a length would cut values off, which an
/// assignment refuses: so the cast is without, and the column's length comes behind it.
std::string declared_conversion(const Column& from, const ColumnType& to,
                                const Spelling& spelling) {
  const std::string column = quote_name(from.name);
  const auto declared = declared_type(to);
  ColumnType open = to;
  open.length = 0;
  open.precision = 0;
  const std::string cast = declared ? declared->cast() : spelling.type(open);
  const bool is_by_text = from.type.kind == Kind::text || to.kind == Kind::text;
  const auto old = declared_type(from.type);
  if (is_by_text && old && old->is_builtin() && old->name == "inet") {
    // Its cast to text adds the mask of a single host (manual, 9.12).
    return "abbrev(" + column + ")" + (cast.empty() || cast == "text" ? "" : "::" + cast);
  }
  return column + (is_by_text ? "::text" : "") +
         (cast.empty() || cast == "text" ? "" : "::" + cast);
}

}  // namespace

std::string conversion(const AlterColumn& change, const Spelling& spelling) {
  const Column& from = change.from;
  const ColumnType& to = change.to.type;
  const std::vector<RenamedValue>& renames = change.renames;
  const std::string column = quote_name(from.name);
  const std::string type = spelling.type(to);
  const Kind old_kind = from.type.kind;
  // A cast would be one to no length, and what has to be cut to the new one is written anew.
  if (from.type != to && changes_catalogue_only(from.type, to)) return {};
  if (from.type.declared.text != to.declared.text) return declared_conversion(from, to, spelling);
  if (from.type.is_list || to.is_list) {
    return list_conversion(from, to, change.takes_back, spelling);
  }
  if (old_kind == Kind::enumeration && to.kind == old_kind) {
    std::string text = column + "::text";
    if (!renames.empty()) {
      std::string choices;
      for (const RenamedValue& value : renames)
        choices += " when " + quote_text(value.from) + " then " + quote_text(value.to);
      text = "(case " + text + choices + " else " + text + " end)";
    }
    return text + "::" + type;
  }
  if (old_kind == to.kind || (is_number(old_kind) && is_number(to.kind))) return {};
  if (to.kind == Kind::bytes || old_kind == Kind::bytes)
    return bytes_conversion(from, to, spelling);
  if (to.kind == Kind::text) return {};
  // 7 is no time, though '7' is an interval and '20260102' a date.
  if (is_number(old_kind) && is_time(to.kind)) return refused(column, type);
  if (old_kind == Kind::boolean && is_number(to.kind)) return column + "::integer::" + type;
  if (to.kind == Kind::boolean && is_number(old_kind)) return column + " <> 0";
  // The session's zone must not decide on which day a moment lies.
  if (old_kind == Kind::timestamp && is_zoneless(to.kind)) {
    const std::string local = column + " at time zone 'UTC'";
    return to.kind == Kind::local_timestamp ? local : "(" + local + ")::" + type;
  }
  if (is_zoneless(old_kind) && old_kind != Kind::time && to.kind == Kind::timestamp) {
    return column + (old_kind == Kind::date ? "::timestamp" : "") + " at time zone 'UTC'";
  }
  if (is_zoneless(old_kind) && is_zoneless(to.kind) && old_kind != Kind::time) {
    return column + "::" + type;
  }
  if (old_kind == Kind::text) return column + "::" + type;
  return column + "::text::" + type;
}

bool changes_catalogue_only(const ColumnType& named_from, const ColumnType& named_to) {
  const ColumnType from = known_type(named_from);
  const ColumnType to = known_type(named_to);
  if (from == to) return true;
  if (from.declared.text != to.declared.text) return false;
  if (from.is_list || to.is_list) return false;
  if (from.kind == Kind::text && to.kind == Kind::text) {
    if (Spelling::collated(from) != Spelling::collated(to)) return false;
    return to.length == 0 || (from.length > 0 && from.length <= to.length);
  }
  if (from.kind == Kind::decimal && to.kind == Kind::decimal) {
    return to.precision == 0 ||
           (from.precision > 0 && to.precision >= from.precision && to.scale == from.scale);
  }
  return false;
}

}  // namespace tenon::schema::postgresql
