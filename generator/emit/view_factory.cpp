// Views of what only tests link: factories, and create_all.
#include "emit/view_factory.hpp"

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/made_up.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/template.hpp"
#include "emit/view_parts.hpp"
#include "model/chrono.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using nlohmann::json;
using From = MadeMember::From;
using Lines = std::vector<std::string>;

/// The member in a Create that nobody has set.
std::string unset(const Field& field) {
  return is_required(field) ? "made." + field.name + ".is_pending()" : "!made." + field.name;
}

/// The same that somebody has set.
std::string is_set(const Field& field) {
  return is_required(field) ? "!" + unset(field) : "made." + field.name;
}

/// Whether a copy costs as much as a move.
bool is_plain(const model::Type& type) {
  if (type.is_list) return false;
  const std::optional<model::Wrapper>& wrapper = type.wrapper;
  if (wrapper && wrapper->entity.empty() && wrapper->header != model::chrono_header) return false;
  switch (type.kind) {
    case model::TypeKind::string:
    case model::TypeKind::bytes:
    case model::TypeKind::decimal:
    case model::TypeKind::json:
    case model::TypeKind::object:
      return false;
    default:
      return true;
  }
}

std::string factory_of(const Entity& target, const Entity& entity) {
  const std::string name = target.name + "Factory";
  return relative_name(target.space.empty() ? name : target.space + "::" + name, entity.space);
}

std::string member_in(const Entity& target, const std::string& name) {
  const Field& field = *target.find(name);
  return field.path.empty() ? field.name : field.path;
}

class FactoryView {
 public:
  FactoryView(const Entity& entity, const FactoryPlan& plan, const model::Model& model)
      : entity_(entity), plan_(plan), model_(model), view_(entity_view(entity)) {}

  json run() {
    for (const MadeMember& member : plan_.members) add(member);
    for (const model::Input& input : entity_.inputs) add_input(input);
    for (const model::Reference& reference : entity_.references) add_relation(reference);
    for (const Parent& parent : plan_.parents) add_parent(parent);
    add_constructor();
    const bool has_serial = block(made_).find("serial.") != std::string::npos;
    const bool has_parents = plan_.has_parents();
    view_["own_includes"] = include_block(headers_);
    view_["more_includes"] = include_block(sources_);
    view_["setters"] = block(setters_);
    view_["setters_of"] = bodies_;
    view_["apart"] = block(apart_);
    view_["serial"] = has_serial ? "const tenon::Serial serial{\"" + entity_.name + "\"};" : "";
    view_["made"] = block(made_);
    view_["parents"] = block(parents_);
    view_["has_parents"] = has_parents;
    view_["build"] = has_parents ? "build(session)" : "build()";
    view_["build_doc"] =
        has_parents ? "/// References that are not set are pending: their rows take a session."
                    : "";
    view_["arguments_doc"] =
        plan_.has_arguments() ? " Nothing can be made up for\n/// what its constructor takes." : "";
    return std::move(view_);
  }

 private:
  void add(const MadeMember& member) {
    const Field& field = *member.field;
    const bool is_apart = member.instead_of_default && !is_sql_default(field);
    const std::string type = member_type(field.type, entity_.space);
    const std::string place = is_apart ? field.name + "_" : "values_." + field.name;
    const bool is_copied = is_plain(field.type);
    add_setter(field.name, type, "value",
               {place + (is_copied ? " = value;" : " = std::move(value);")});
    if (is_apart) apart_.push_back("std::optional<" + type + "> " + field.name + "_;");
    if (member.from == From::argument) {
      const std::string local = variable(field.name);
      parameters_.push_back(type + " " + local);
      starts_.push_back("." + field.name + " = " +
                        (is_copied ? local : "std::move(" + local + ")") + ",");
    } else if (is_required(field)) {
      starts_.push_back("." + field.name + " = tenon::pending,");
    }
    if (field.type.kind == model::TypeKind::object) return add_object(member);
    if (member.from != From::made_up) return;
    const std::string serial =
        member.divisor > 1 ? "serial.above(" + std::to_string(member.divisor) + ")" : "serial";
    const std::string value = *made_up(field, model_, entity_.space, member.varies, serial);
    if (is_apart)
      made_.push_back("made." + field.name + " = " + field.name + "_ ? *" + field.name +
                      "_ :" + soft_break + " " + value + ";");
    else
      made_.push_back("tenon::fill(made." + field.name + "," + soft_break + " " + value + ");");
  }

  /// A value object, of the members that have to have a value.
  void add_object(const MadeMember& member) {
    if (member.from != From::made_up && member.from != From::parent) return;
    const Field& object = *member.field;
    Lines& lines = member.from == From::parent ? parents_ : made_;
    if (member.from == From::parent && !has_own_serial_) {
      lines.insert(lines.begin(), "const tenon::Serial serial{\"" + entity_.name + "\"};");
      has_own_serial_ = true;
    }
    lines.push_back("if (" + unset(object) + ") {");
    lines.push_back("  " + value_type(object.type, entity_.space) + " value{};");
    const std::string path = object.path + ".";
    for (const Field& field : entity_.fields) {
      if (field.path.compare(0, path.size(), path) != 0 || !is_required(field)) continue;
      lines.push_back("  value." + field.path.substr(path.size()) + " =" + soft_break + " " +
                      value_of(field) + ";");
    }
    lines.push_back("  made." + object.name + " = value;");
    lines.push_back("}");
  }

  /// Of a value object's member.
  std::string value_of(const Field& field) {
    for (const model::Reference& reference : entity_.references)
      if (reference.fields.front() == field.name) return from_parent(reference);
    return *made_up(field, model_, entity_.space, false, "serial");
  }

  std::string from_parent(const model::Reference& reference) {
    const Entity& target = *model_.find(reference.entity);
    if (&target != &entity_) sources_.insert(file_stem(target.name) + "_factory.hpp");
    return factory_of(target, entity_) + "{}.create(session)." +
           member_in(target, reference.targets.front());
  }

  void add_input(const model::Input& input) {
    Field field;
    field.name = input.name;
    field.rules = input.rules;
    add_setter(input.name, "std::string", "value",
               {"values_." + input.name + " = std::move(value);"});
    if (const auto value = made_up(field, model_, entity_.space, false, "serial"))
      made_.push_back("tenon::fill(made." + input.name + "," + soft_break + " " + *value + ");");
  }

  void add_setter(const std::string& name, const std::string& type, const std::string& local,
                  const Lines& body) {
    setters_.push_back(entity_.name + "Factory& " + name + "(" + soft_break + type + " " + local +
                       ");");
    bodies_.push_back({{"name", name}, {"type", type}, {"local", local}, {"body", block(body)}});
  }

  /// The row that a reference names, as a whole.
  void add_relation(const model::Reference& reference) {
    const Entity* const target = model_.find(reference.entity);
    if (reference.relation.empty() || target == nullptr || target->is_view()) return;
    const std::string local = object_name(target->name);
    Lines body;
    for (std::size_t at = 0; at < reference.fields.size(); ++at) {
      const Field& field = *entity_.find(reference.fields[at]);
      const Field& there = *target->find(reference.targets[at]);
      const bool is_given = field.path.empty() && field.filled == model::Filled::by_application;
      if (!is_given || there.type.nullable) return;
      body.push_back("values_." + field.name + " = " + local + "." +
                     member_in(*target, there.name) + ";");
    }
    if (target != &entity_) headers_.insert(target->header);
    add_setter(reference.relation,
               "const " + relative_name(target->qualified(), entity_.space) + "&", local, body);
  }

  void add_parent(const Parent& parent) {
    const model::Reference& reference = *parent.reference;
    if (reference.fields.size() == 1) {
      const Field& field = *entity_.find(reference.fields.front());
      parents_.push_back("if (" + unset(field) + ")" + soft_break + " made." + field.name + " = " +
                         from_parent(reference) + ";");
      return;
    }
    const Entity& target = *parent.entity;
    if (&target != &entity_) sources_.insert(file_stem(target.name) + "_factory.hpp");
    Lines any;
    Lines handed;
    Lines taken;
    for (std::size_t at = 0; at < reference.fields.size(); ++at) {
      const Field& field = *entity_.find(reference.fields[at]);
      const Field& there = *target.find(reference.targets[at]);
      any.push_back(unset(field));
      taken.push_back("  made." + field.name + " = parent." + member_in(target, there.name) + ";");
      if (there.path.empty() && there.filled == model::Filled::by_application)
        handed.push_back("  if (" + is_set(field) + ") factory." + there.name + "(*made." +
                         field.name + ");");
    }
    parents_.push_back("if (" + base::join(any, std::string{" ||"} + soft_break + " ") + ") {");
    parents_.push_back("  " + factory_of(target, entity_) + " factory;");
    parents_.insert(parents_.end(), handed.begin(), handed.end());
    parents_.push_back("  const " + relative_name(target.qualified(), entity_.space) +
                       " parent = factory.create(session);");
    parents_.insert(parents_.end(), taken.begin(), taken.end());
    parents_.push_back("}");
  }

  void add_constructor() {
    const std::string name = entity_.name + "Factory";
    const std::string parameters = base::join(parameters_, std::string{","} + soft_break + " ");
    view_["values_init"] = starts_.empty() ? "{}" : "";
    view_["constructor"] = starts_.empty() ? name + "() = default;"
                                           : (parameters_.size() == 1 ? "explicit " : "") + name +
                                                 "(" + soft_break + parameters + ");";
    std::string body;
    if (!starts_.empty()) {
      body = name + "::" + name + "(" + soft_break + parameters + ")\n    : values_{\n";
      for (const std::string& start : starts_) body += "          " + start + "\n";
      body += "      } {}\n";
    }
    view_["constructor_body"] = body;
    headers_.insert(view_["stem"].get<std::string>() + "_dto.hpp");
    headers_.insert(view_["stem"].get<std::string>() + "_printer.hpp");
    sources_.insert(view_["stem"].get<std::string>() + "_repository.hpp");
  }

  const Entity& entity_;
  const FactoryPlan& plan_;
  const model::Model& model_;
  json view_;
  std::set<std::string> headers_;
  std::set<std::string> sources_;
  Lines setters_;
  json bodies_ = json::array();
  Lines apart_;
  Lines parameters_;
  Lines starts_;
  Lines made_;
  Lines parents_;
  bool has_own_serial_ = false;
};

}  // namespace

json factory_view(const Entity& entity, const FactoryPlan& plan, const model::Model& model) {
  return FactoryView{entity, plan, model}.run();
}

json create_all_view(const schema::Schema& schema, const Project& project) {
  json view = file_view("", "", project.space);
  view["banner"] = "Generated by tenon " TENON_MAJOR_MINOR " from the models: do not edit.";
  view["dialects"] = json::array();
  for (const schema::Dialect* const dialect : project.dialects) {
    std::string statements;
    for (const std::string& sql : dialect->create_statements(schema))
      statements += "\n" + std::string(37, ' ') + raw_literal(sql) + ",";
    view["dialects"].push_back(
        {{"name", std::string{dialect->name()}}, {"statements", statements}});
  }
  return view;
}

}  // namespace tenon::emit
