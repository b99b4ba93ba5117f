#include "emit/view_reads.hpp"

#include <utility>

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;

class RowReads {
 public:
  RowReads(const Entity& entity, const model::Model& model, const std::vector<const Field*>& fields,
           std::string local)
      : entity_(entity), model_(model), fields_(fields), local_(std::move(local)) {}

  std::vector<std::string> run() {
    while (at_ < fields_.size()) read("", local_);
    return std::move(lines_);
  }

 private:
  /// The next field, a member of what C++ calls `object`; `path` is the way there, with its dot.
  void read(const std::string& path, const std::string& object) {
    const Field& field = *fields_[at_];
    const std::string& full = field.path.empty() ? field.name : field.path;
    const std::size_t dot = full.find('.', path.size());
    const std::string target = object + "." + full.substr(path.size(), dot - path.size());
    if (dot == std::string::npos) {
      const std::string limits = numeric(field);
      add("row.get(column++, " + target + (limits.empty() ? "" : ", " + limits) + ");");
      ++at_;
      return;
    }
    const Field& inner = *model::find_path(entity_.objects, full.substr(0, dot));
    if (inner.type.nullable)
      read_optional(inner, target);
    else
      read_members(inner, target);
  }

  void read_members(const Field& object, const std::string& target) {
    const std::string path = object.path + ".";
    while (at_ < fields_.size() && base::starts_with(fields_[at_]->path, path)) read(path, target);
  }

  void read_optional(const Field& object, const std::string& target) {
    std::string required;
    const std::vector<Field>& members = model_.find_object(object.type.object)->fields;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (!members[i].type.nullable) required += (required.empty() ? "" : ", ") + std::to_string(i);
    const std::string count = std::to_string(members.size());
    const std::string name = variable(object.name);
    const std::string local = name == local_ ? name + "_value" : name;
    add("if (row.is_present(column, " + count + ", {" + required + "})) {");
    indent_ += "  ";
    add(value_type(object.type, entity_.space) + "& " + local + " = " + target + ".emplace();");
    read_members(object, local);
    indent_.resize(indent_.size() - 2);
    add("} else {");
    add("  " + target + ".reset();");
    add("  column += " + count + ";");
    add("}");
  }

  void add(const std::string& line) { lines_.push_back(indent_ + line); }

  const Entity& entity_;
  const model::Model& model_;
  const std::vector<const Field*>& fields_;
  std::string local_;
  std::size_t at_ = 0;
  std::string indent_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> row_reads(const model::Entity& entity, const model::Model& model,
                                   const std::vector<const Field*>& fields,
                                   const std::string& local) {
  return RowReads{entity, model, fields, local}.run();
}

}  // namespace tenon::emit
