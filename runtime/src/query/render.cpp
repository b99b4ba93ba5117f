#include "query/render.hpp"

#include <cstring>
#include <type_traits>
#include <utility>

#include <tenon/error.hpp>

namespace tenon::detail {
namespace {

const char* spelling(FilterOp op) {
  switch (op) {
    case FilterOp::equal:
      return " = ";
    case FilterOp::not_equal:
      return " <> ";
    case FilterOp::less:
      return " < ";
    case FilterOp::less_equal:
      return " <= ";
    case FilterOp::greater:
      return " > ";
    case FilterOp::greater_equal:
      return " >= ";
    case FilterOp::like:
      return " like ";
    default:
      return " is ";
  }
}

bool is_connective(FilterOp op) { return op >= FilterOp::both; }

/// Where the operand that ends just before `end` begins, in postfix order.
std::size_t operand_begin(const std::vector<FilterNode>& nodes, std::size_t end) {
  std::size_t missing = 1;
  while (missing > 0 && end > 0) {
    const FilterOp op = nodes[--end].op;
    if (op == FilterOp::negation) continue;  // takes one, gives one
    missing += is_connective(op) ? 1 : static_cast<std::size_t>(-1);
  }
  return end;
}

/// The elements as a vector of the kind that drivers take, and the parameter that looks at it.
template <class T, class Read>
Param array_of(const std::vector<Value>& values, std::vector<std::shared_ptr<void>>& keep,
               Read read) {
  auto elements = std::make_shared<std::vector<T>>();
  elements->reserve(values.size());
  for (const Value& value : values) elements->push_back(read(value.param()));
  keep.push_back(elements);
  return Param{*elements};
}

Param array_param(const FilterNode& node, std::vector<std::shared_ptr<void>>& keep) {
  const ValueKind kind =
      node.values.empty() ? node.column.kind : node.values.front().param().kind();
  switch (kind) {
    case ValueKind::text:
      return array_of<std::string>(node.values, keep,
                                   [](const Param& p) { return std::string{p.text()}; });
    case ValueKind::decimal:
      return array_of<Decimal>(node.values, keep, [](const Param& p) { return p.decimal(); });
    case ValueKind::float32:
    case ValueKind::float64:
      return array_of<double>(node.values, keep, [](const Param& p) { return p.real(); });
    case ValueKind::timestamp:
      return array_of<Timestamp>(node.values, keep,
                                 [](const Param& p) { return Timestamp{p.integer()}; });
    case ValueKind::date:
      return array_of<Date>(node.values, keep, [](const Param& p) {
        return Date{static_cast<std::int32_t>(p.integer())};
      });
    case ValueKind::uuid:
      return array_of<Uuid>(node.values, keep, [](const Param& p) {
        Uuid uuid;
        std::memcpy(uuid.bytes.data(), p.data(), uuid.bytes.size());
        return uuid;
      });
    case ValueKind::bytes:
      return array_of<Bytes>(node.values, keep, [](const Param& p) {
        const auto* first = static_cast<const std::byte*>(p.data());
        return Bytes(first, first + p.size());
      });
    default:
      return array_of<std::int64_t>(node.values, keep, [](const Param& p) { return p.integer(); });
  }
}

}  // namespace

SqlBuilder& SqlBuilder::name(std::string_view identifier) {
  sql_ += '"';
  for (const char c : identifier) {
    if (c == '"') sql_ += '"';
    sql_ += c;
  }
  sql_ += '"';
  return *this;
}

int SqlBuilder::bind(const Param& param) {
  params_.push_back(param);
  const int number = static_cast<int>(params_.size());
  again(number);
  return number;
}

SqlBuilder& SqlBuilder::again(int number) {
  sql_ += '$';
  sql_ += std::to_string(number);
  return *this;
}

SqlBuilder& SqlBuilder::filter(const Filter& filter) {
  const std::vector<FilterNode>& nodes = filter.nodes();
  // Writes the operand that ends at `end`, in the order of reading, so that parameters ascend.
  const auto write = [&](auto&& self, std::size_t end) -> void {
    if (end == 0) {
      add("1 = 1");
      return;
    }
    const FilterNode& node = nodes[end - 1];
    if (!is_connective(node.op)) return test(node);
    if (node.op == FilterOp::negation) {
      add("not (");
      self(self, end - 1);
      add(")");
      return;
    }
    const std::size_t right = operand_begin(nodes, end - 1);
    add("(");
    self(self, right);
    add(node.op == FilterOp::both ? " and " : " or ");
    self(self, end - 1);
    add(")");
  };
  if (!nodes.empty()) write(write, nodes.size());
  return *this;
}

void SqlBuilder::test(const FilterNode& node) {
  if (node.op == FilterOp::any_of) return any_of(node);
  name(node.column.name);
  if (node.op == FilterOp::is_null || node.op == FilterOp::is_not_null) {
    add(node.op == FilterOp::is_null ? " is null" : " is not null");
    return;
  }
  add(spelling(node.op));
  bind(node.values.front().param());
  if (node.op == FilterOp::like) add(" escape '\\'");
}

void SqlBuilder::any_of(const FilterNode& node) {
  name(node.column.name);
  const bool is_sqlite = dialect_ == Dialect::sqlite;
  add(is_sqlite ? " in (select value from tenon_array(" : " = any(");
  bind(array_param(node, arrays_));
  add(is_sqlite ? "))" : ")");
}

}  // namespace tenon::detail
