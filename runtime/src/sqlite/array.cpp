#include "array.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <new>

#include "../decimal_fit.hpp"
#include "../stored.hpp"
#include "bind.hpp"

namespace tenon::sqlite {

StoredDecimal stored_decimal(const Decimal& value, Numeric type) {
  const Decimal fitted = detail::fitted(value, type);
  StoredDecimal stored;
  if (type.precision >= 1 && type.precision <= 18) {
    stored.is_integer = true;
    stored.integer = fitted.scaled(type.scale).value();
    return stored;
  }
  stored.text = to_string(fitted);
  if (type.precision == 0 && stored.text.find('.') != std::string::npos) {
    // Without a scale of its own, equal numbers have to be equal texts.
    stored.text.erase(stored.text.find_last_not_of('0') + 1);
    if (stored.text.back() == '.') stored.text.pop_back();
    if (stored.text == "-0") stored.text = "0";
  }
  return stored;
}

namespace {

template <class T>
const T* elements(const Param& param) {
  return static_cast<const T*>(param.data());
}

template <class T, class Out>
void append(const Param& param, std::vector<Out>& out) {
  out.assign(elements<T>(param), elements<T>(param) + param.size());
}

void append_decimals(const Param& param, Array& array) {
  for (std::size_t at = 0; at < param.size(); ++at) {
    const StoredDecimal stored = stored_decimal(elements<Decimal>(param)[at], param.numeric());
    if (stored.is_integer) {
      array.integers.push_back(stored.integer);
    } else {
      array.texts.push_back(stored.text);
    }
  }
}

}  // namespace

Array::Array(const Param& param) : size(param.size()) {
  switch (param.kind()) {
    case ValueKind::int16:
      append<std::int16_t>(param, integers);
      break;
    case ValueKind::int32:
      append<std::int32_t>(param, integers);
      break;
    case ValueKind::int64:
      append<std::int64_t>(param, integers);
      break;
    case ValueKind::float32:
      append<float>(param, reals);
      break;
    case ValueKind::float64:
      append<double>(param, reals);
      break;
    case ValueKind::boolean:
    case ValueKind::timestamp:
    case ValueKind::local_timestamp:
    case ValueKind::date:
      for (std::size_t at = 0; at < size; ++at) integers.push_back(param.element(at).integer());
      break;
    case ValueKind::time:
      for (std::size_t at = 0; at < size; ++at)
        integers.push_back(detail::stored_time(elements<Time>(param)[at]).microseconds);
      break;
    case ValueKind::text:
    case ValueKind::untyped_text:
      for (std::size_t at = 0; at < size; ++at) texts.emplace_back(param.element(at).text());
      break;
    case ValueKind::decimal:
      append_decimals(param, *this);
      break;
    case ValueKind::interval:
      for (std::size_t at = 0; at < size; ++at)
        texts.push_back(to_string(elements<Interval>(param)[at]));
      break;
    case ValueKind::json:
      for (std::size_t at = 0; at < size; ++at)
        texts.push_back(detail::stored_json(elements<Json>(param)[at].text));
      break;
    case ValueKind::bytes:
    case ValueKind::uuid:
      is_blob = true;
      for (std::size_t at = 0; at < size; ++at) {
        const Param element = param.element(at);
        texts.emplace_back(static_cast<const char*>(element.data()), element.size());
      }
      break;
    case ValueKind::none:
      size = 0;
      break;  // Param makes no arrays of these
  }
}

// The virtual table (https://www.sqlite.org/vtab.html), eponymous and read-only. Its hidden second
// column is the argument. The rowid is the element's place from 0; it is found at once, so that
// arrays can be read side by side.
namespace {

constexpr int value_column = 0;
constexpr int source_column = 1;
constexpr int rowid_column = -1;

// What `filter` is given: the argument, and perhaps the one rowid that is wanted.
constexpr int by_source = 1;
constexpr int by_rowid = 2;

struct Scan : sqlite3_vtab_cursor {
  const Array* array = nullptr;
  std::size_t at = 0;
  std::size_t end = 0;
};

Scan& scan(sqlite3_vtab_cursor* cursor) { return *static_cast<Scan*>(cursor); }

int connect(sqlite3* db, void*, int, const char* const*, sqlite3_vtab** out, char**) {
  const int code = sqlite3_declare_vtab(db, "create table x(value, source hidden)");
  if (code != SQLITE_OK) return code;
  *out = new (std::nothrow) sqlite3_vtab{};
  return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
  delete table;
  return SQLITE_OK;
}

int best_index(sqlite3_vtab*, sqlite3_index_info* info) {
  for (int i = 0; i < info->nConstraint; ++i) {
    const auto& constraint = info->aConstraint[i];
    if (constraint.op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (constraint.iColumn == source_column) {
      if (constraint.usable == 0) return SQLITE_CONSTRAINT;
      info->aConstraintUsage[i].argvIndex = 1;
      info->aConstraintUsage[i].omit = 1;
      info->idxNum |= by_source;
    } else if (constraint.iColumn == rowid_column && constraint.usable != 0 &&
               (info->idxNum & by_rowid) == 0) {
      info->aConstraintUsage[i].argvIndex = 2;
      info->idxNum |= by_rowid;
    }
  }
  if ((info->idxNum & by_source) == 0) {  // an array of nothing has no rows to find
    for (int i = 0; i < info->nConstraint; ++i) info->aConstraintUsage[i].argvIndex = 0;
    info->idxNum = 0;
    return SQLITE_OK;
  }
  const bool is_one = (info->idxNum & by_rowid) != 0;
  info->estimatedCost = is_one ? 1 : 100;
  info->estimatedRows = is_one ? 1 : 100;
  return SQLITE_OK;
}

int open(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
  *out = new (std::nothrow) Scan{};
  return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
  delete &scan(cursor);
  return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int count, sqlite3_value** arguments) {
  Scan& it = scan(cursor);
  it.array =
      count == 0
          ? nullptr
          : static_cast<const Array*>(sqlite3_value_pointer(arguments[0], Array::pointer_type));
  it.at = 0;
  it.end = it.array == nullptr ? 0 : it.array->size;
  if (count == 2) {
    const auto wanted = static_cast<std::size_t>(sqlite3_value_int64(arguments[1]));
    it.at = std::min(wanted, it.end);
    it.end = std::min(it.at + 1, it.end);
  }
  if (count == 0 || sqlite3_value_type(arguments[0]) == SQLITE_NULL) return SQLITE_OK;
  // A list is a text; it would look like an array of nothing.
  sqlite3_free(cursor->pVtab->zErrMsg);
  cursor->pVtab->zErrMsg = sqlite3_mprintf("tenon_array takes a parameter alone: tenon_array($1)");
  return SQLITE_ERROR;
}

int next(sqlite3_vtab_cursor* cursor) {
  ++scan(cursor).at;
  return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* cursor) {
  const Scan& it = scan(cursor);
  return it.at >= it.end ? 1 : 0;
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int number) {
  const Scan& it = scan(cursor);
  if (number != value_column) {
    sqlite3_result_null(context);
  } else if (!it.array->integers.empty()) {
    sqlite3_result_int64(context, it.array->integers[it.at]);
  } else if (!it.array->reals.empty()) {
    sqlite3_result_double(context, it.array->reals[it.at]);
  } else {
    const std::string& text = it.array->texts[it.at];
    if (it.array->is_blob) {
      sqlite3_result_blob64(context, text.data(), text.size(), SQLITE_STATIC);
    } else {
      sqlite3_result_text64(context, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
  }
  return SQLITE_OK;
}

int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
  *out = static_cast<sqlite3_int64>(scan(cursor).at);
  return SQLITE_OK;
}

sqlite3_module array_module() {
  sqlite3_module module{};
  module.xConnect = connect;
  module.xBestIndex = best_index;
  module.xDisconnect = disconnect;
  module.xOpen = open;
  module.xClose = close;
  module.xFilter = filter;
  module.xNext = next;
  module.xEof = at_end;
  module.xColumn = column;
  module.xRowid = rowid;
  return module;
}

}  // namespace

void register_array(sqlite3* db) {
  static const sqlite3_module module = array_module();
  sqlite3_create_module(db, Array::pointer_type, &module, nullptr);
}

}  // namespace tenon::sqlite
