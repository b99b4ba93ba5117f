#include "emit/emit.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

#include "base/text.hpp"
#include "emit/names.hpp"
#include "emit/openapi.hpp"
#include "emit/view.hpp"
#include "emit/view_factory.hpp"
#include "emit/view_migrations.hpp"
#include "emit/view_parts.hpp"

namespace tenon::emit {
namespace {

/// Renders templates into a list of files.
class Emitter {
 public:
  Emitter(const Templates& templates, base::Sources& sources, base::Diagnostics& diagnostics)
      : templates_(templates), sources_(sources), diagnostics_(diagnostics) {}

  void add(const std::string& path, const std::string& name, const nlohmann::json& view) {
    add(path, templates_.render(name + ".mustache", view, sources_, diagnostics_));
  }

  /// <stem>_<part>.hpp and .cpp of one view.
  void add_pair(const std::string& stem, const std::string& part, const nlohmann::json& view) {
    for (const char* end : {".hpp", ".cpp"}) add(stem + "_" + part + end, part + end, view);
  }

  void add(const std::string& path, std::string text) {
    // Some file systems do not tell letter case apart.
    const auto [first, is_new] = paths_.emplace(base::to_lower(path), path);
    if (!is_new) {
      diagnostics_.error("duplicate-output", {},
                         "two files of the output would be named '" + path + "'",
                         "two entities or enums have names that differ too little");
      return;
    }
    files_.push_back({path, std::move(text)});
  }

  std::vector<File> take() { return std::move(files_); }

 private:
  const Templates& templates_;
  base::Sources& sources_;
  base::Diagnostics& diagnostics_;
  std::map<std::string, std::string> paths_;
  std::vector<File> files_;
};

void add_structs(const model::Model& model, Emitter& emitter) {
  for (const model::Enum& enumeration : model.enums)
    if (enumeration.is_generated)
      emitter.add(enumeration.header, "enum.hpp", enum_view(enumeration));
  for (const model::ValueObject& object : model.objects)
    if (object.is_generated) emitter.add(object.header, "struct.hpp", struct_view(object, model));
  for (const model::Mixin& mixin : model.mixins)
    if (mixin.is_generated && model.find_object(mixin.qualified()) == nullptr)
      emitter.add(mixin.header, "struct.hpp", struct_view(mixin, model));
  for (const model::Entity& entity : model.entities)
    if (entity.is_generated) emitter.add(entity.header, "struct.hpp", struct_view(entity, model));
}

void add_shapes(const model::Entity& entity, const model::Model& model, const Project& project,
                Emitter& emitter) {
  for (const model::Shape& shape : entity.shapes) {
    const std::string stem = file_stem(shape.name);
    emitter.add_pair(stem, "shape", shape_view(entity, shape, model, project.json));
    if (query::is_readable(entity, shape, model))
      emitter.add_pair(stem, "reader", reader_view(entity, shape, model, project.dialects));
  }
}

/// One file for each struct of one member, whichever entities use it.
void add_codecs(const model::Model& model, Emitter& emitter) {
  std::set<std::string> types;
  for (const model::Entity& entity : model.entities)
    for (const model::Field& field : entity.fields) {
      const std::optional<model::Wrapper>& wrapper = field.type.wrapper;
      if (wrapper && !wrapper->member.empty() && types.insert(wrapper->type).second)
        emitter.add(codec_file(*wrapper), "codec.hpp", codec_view(field.type));
    }
}

/// The objects of a DTO's JSON around a member of the value object, itself among them, where it is
/// nested deepest.
int levels_around(const model::ValueObject& object, const model::Model& model) {
  std::ptrdiff_t levels = 1;
  for (const model::Entity& entity : model.entities)
    for (const model::Field& member : entity.objects)
      if (member.type.object == object.qualified())
        levels = std::max(levels, 2 + std::count(member.path.begin(), member.path.end(), '.'));
  return static_cast<int>(levels);
}

void add_object(const model::ValueObject& object, const model::Model& model, const Project& project,
                Emitter& emitter) {
  const std::string stem = file_stem(object.name);
  const int levels = levels_around(object, model);
  emitter.add_pair(stem, "rules", rules_view(object, levels, project.extra_rules));
  const nlohmann::json view = object_json_view(object);
  for (const char* end : {".hpp", ".cpp"})
    emitter.add(stem + "_json" + end, "object_json" + std::string{end}, view);
}

void add_entity(const model::Entity& entity, const schema::Schema& schema,
                const model::Model& model, const Project& project, Emitter& emitter) {
  const std::string stem = file_stem(entity.name);
  const schema::Table table = query::table_of(entity, schema);
  nlohmann::json columns = table_view(entity, table, model, project.dialects);
  add_constraints(entity, schema, model, columns);
  emitter.add_pair(stem, "table", columns);
  emitter.add_pair(stem, "dto", dto_view(entity, project.extra_rules));
  emitter.add_pair(stem, "json", json_view(entity, project.json));
  emitter.add_pair(stem, "repository", repository_view(entity, table, model, project.dialects));
}

/// The same files, with less in them.
void add_view(const model::Entity& entity, const schema::Schema& schema, const model::Model& model,
              const Project& project, Emitter& emitter) {
  const std::string stem = file_stem(entity.name);
  const schema::Table table = query::table_of(entity, schema);
  emitter.add_pair(stem, "table", table_view(entity, table, model, project.dialects));
  for (const char* end : {".hpp", ".cpp"}) {
    emitter.add(stem + "_dto" + end, std::string{"view_dto"} + end, dto_view(entity));
    emitter.add(stem + "_json" + end, std::string{"view_json"} + end,
                json_view(entity, project.json));
    emitter.add(stem + "_repository" + end, std::string{"view_repository"} + end,
                read_repository_view(entity, table, project.dialects));
  }
}

/// What tests link, in a folder of its own.
void add_testing(const model::Model& model, const schema::Schema& schema, const Project& project,
                 Emitter& emitter) {
  const std::map<std::string, FactoryPlan> plans = factory_plans(model);
  const auto add_printer = [&](const std::string& name, const nlohmann::json& view) {
    emitter.add_pair("testing/" + file_stem(name), "printer", view);
  };
  for (const model::Enum& one : model.enums) add_printer(one.name, printer_view(one));
  for (const model::ValueObject& one : model.objects) add_printer(one.name, printer_view(one));
  for (const model::Entity& entity : model.entities) {
    add_printer(entity.name, printer_view(entity, model));
    const auto plan = plans.find(entity.qualified());
    if (plan != plans.end())
      emitter.add_pair("testing/" + file_stem(entity.name), "factory",
                       factory_view(entity, plan->second, model));
  }
  const nlohmann::json create_all = create_all_view(schema, project);
  for (const char* end : {".hpp", ".cpp"})
    emitter.add(std::string{"testing/create_all"} + end, std::string{"create_all"} + end,
                create_all);
}

}  // namespace

std::vector<File> files(const model::Model& model, const schema::Schema& schema,
                        const Project& project, const Templates& templates, base::Sources& sources,
                        base::Diagnostics& diagnostics) {
  Emitter emitter(templates, sources, diagnostics);
  add_structs(model, emitter);
  for (const model::Enum& enumeration : model.enums)
    emitter.add_pair(file_stem(enumeration.name), "text", text_view(enumeration));
  add_codecs(model, emitter);
  for (const model::ValueObject& object : model.objects)
    add_object(object, model, project, emitter);
  for (const model::Entity& entity : model.entities) {
    (entity.is_view() ? add_view : add_entity)(entity, schema, model, project, emitter);
    if (has_query(entity))
      emitter.add_pair(file_stem(entity.name), "field", query_view(entity, model));
    add_shapes(entity, model, project, emitter);
  }
  for (const schema::Dialect* dialect : project.dialects)
    emitter.add("schema." + std::string(dialect->name()) + ".sql",
                "-- Generated by tenon " TENON_MAJOR_MINOR
                ": do not edit. Creates all tables of the models.\n" +
                    dialect->create_all(schema));
  emitter.add("openapi.json", openapi(model, project.title, project.json));
  const nlohmann::json migrations = migrations_view(project);
  emitter.add("migrations.hpp", "migrations.hpp", migrations);
  emitter.add("migrations.cpp", "migrations.cpp", migrations);
  if (project.testing) add_testing(model, schema, project, emitter);
  return emitter.take();
}

}  // namespace tenon::emit
