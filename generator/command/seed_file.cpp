#include "command/seed_file.hpp"

#include <algorithm>
#include <map>

#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::command {
namespace {

using base::JsonNode;
using model::Field;
using model::Filled;

/// Reads the rows of one file.
class SeedRows {
 public:
  SeedRows(const model::Entity& entity, const SeedReading& reading)
      : entity_(entity), reading_(reading) {
    for (const Field& field : entity.objects) objects_[json_path(field)] = &field;
    for (const Field& field : entity.fields) fields_[json_path(field)] = &field;
  }

  SeedRow run(const JsonNode& node) {
    SeedRow row;
    row.span = {node.span.source, node.span.begin, node.span.begin + 1};
    read_members(node, "", row);
    require(row);
    return row;
  }

 private:
  /// "address.city": as nested JSON has it, and a column of CSV.
  std::string json_path(const Field& field) const {
    return base::join(model::json_path(entity_, field, reading_.model), ".");
  }

  void read_members(const JsonNode& node, const std::string& before, SeedRow& row) {
    for (const base::JsonMember& member : node.members) {
      const std::string name = before + member.key;
      const auto field = fields_.find(name);
      if (field != fields_.end()) {
        read(member, *field->second, name, row);
        continue;
      }
      const auto object = objects_.find(name);
      if (object == objects_.end())
        unknown(member, name);
      else if (member.value.is(JsonNode::Kind::object))
        read_members(member.value, name + ".", row);
      else if (member.value.is(JsonNode::Kind::null) && object->second->type.nullable)
        clear(*object->second, row);
      else
        error(member.value.span,
              "'" + name + "' takes an object, not " + describe(member.value.kind), "");
    }
  }

  void error(const base::Span& span, std::string message, std::string hint) {
    reading_.diagnostics.error(seed_code, span, std::move(message), std::move(hint));
  }

  void unknown(const base::JsonMember& member, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& [known, field] : fields_)
      if (is_given(*field)) names.push_back(known);
    std::string hint = base::did_you_mean(name, names);
    if (hint.empty()) hint = "there are: " + base::join(names, ", ");
    error(member.key_span, "'" + entity_.name + "' has no field '" + name + "'", std::move(hint));
  }

  static bool is_given(const Field& field) {
    return field.filled != Filled::by_expression && field.filled != Filled::by_version &&
           field.filled != Filled::by_removed_clock;
  }

  void read(const base::JsonMember& member, const Field& field, const std::string& name,
            SeedRow& row) {
    if (!is_given(field))
      return error(member.key_span, "'" + name + "' is not for rows to say: it fills itself",
                   "leave it out");
    // An empty cell says nothing of a column that cannot be NULL.
    if (reading_.is_csv && member.value.is(JsonNode::Kind::null) && !field.type.nullable) return;
    row.cells.push_back({&field, read_seed_value(member.value, field, name, reading_)});
  }

  /// A value object that is none: all its columns are NULL.
  void clear(const Field& object, SeedRow& row) {
    const JsonNode null;
    for (const Field& field : entity_.fields)
      if (base::starts_with(field.path, object.path + ".") && is_given(field))
        row.cells.push_back({&field, read_seed_value(null, field, field.name, reading_)});
  }

  void require(const SeedRow& row) {
    for (const Field& field : entity_.fields) {
      if (field.filled != Filled::by_application || field.type.nullable || field.initial) continue;
      if (row.find(field.name) != nullptr) continue;
      error(row.span, "the row does not say '" + json_path(field) + "'",
            "it has no default, and is not NULL");
    }
  }

  const model::Entity& entity_;
  const SeedReading& reading_;
  std::map<std::string, const Field*> fields_;
  std::map<std::string, const Field*> objects_;
};

std::vector<JsonNode> read_json(int source, const base::Sources& sources,
                                base::Diagnostics& diagnostics) {
  std::optional<JsonNode> root = base::parse_json(sources, source, diagnostics);
  if (!root) return {};
  if (!root->is(JsonNode::Kind::array)) {
    diagnostics.error(seed_code, {source, root->span.begin, root->span.begin + 1},
                      std::string{"a seed file holds a list of rows, not "} + describe(root->kind),
                      R"(write [{"code": "pt", "name": "Portugal"}])");
    return {};
  }
  for (const JsonNode& item : root->items)
    if (!item.is(JsonNode::Kind::object))
      diagnostics.error(seed_code, item.span,
                        std::string{"a row is an object, not "} + describe(item.kind),
                        R"(write {"code": "pt", "name": "Portugal"})");
  return std::move(root->items);
}

}  // namespace

const SeedCell* SeedRow::find(std::string_view field) const {
  const auto found = std::find_if(cells.begin(), cells.end(),
                                  [&](const SeedCell& cell) { return cell.field->name == field; });
  return found == cells.end() ? nullptr : &*found;
}

std::vector<SeedRow> read_seed_rows(const model::Entity& entity, int source,
                                    const SeedReading& reading) {
  SeedRows rows{entity, reading};
  const bool is_csv = reading.is_csv;
  base::Sources& sources = reading.sources;
  base::Diagnostics& diagnostics = reading.diagnostics;
  std::vector<SeedRow> all;
  for (const JsonNode& node :
       is_csv ? read_csv(source, sources, diagnostics) : read_json(source, sources, diagnostics))
    if (node.is(JsonNode::Kind::object)) all.push_back(rows.run(node));
  return all;
}

}  // namespace tenon::command
