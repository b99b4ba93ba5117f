// Views: what a template is filled with. Every decision is made here, in C++; a template only lays
// finished strings out.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "emit/json_form.hpp"
#include "model/model.hpp"
#include "query/statement.hpp"
#include "schema/dialect.hpp"

namespace tenon::emit {

/// <enum>_text.hpp/.cpp
nlohmann::json text_view(const model::Enum& enumeration);
/// <type>_codec.hpp of a struct of one member.
nlohmann::json codec_view(const model::Type& type);
/// <entity>_dto.hpp/.cpp; `extra_rules`: the headers of the application's own rules.
nlohmann::json dto_view(const model::Entity& entity,
                        const std::vector<std::string>& extra_rules = {});
/// <entity>_json.hpp/.cpp
nlohmann::json json_view(const model::Entity& entity, const JsonForm& form = {});
/// <shape>_shape.hpp/.cpp
nlohmann::json shape_view(const model::Entity& entity, const model::Shape& shape,
                          const model::Model& model, const JsonForm& form = {});
/// <shape>_reader.hpp/.cpp, of a shape that query calls readable
nlohmann::json reader_view(const model::Entity& entity, const model::Shape& shape,
                           const model::Model& model,
                           const std::vector<const schema::Dialect*>& dialects);
/// <object>_rules.hpp/.cpp; also without rules of the model, for those of the application.
/// `levels`: how many objects are around its members in JSON, itself among them.
nlohmann::json rules_view(const model::ValueObject& object, int levels,
                          const std::vector<std::string>& extra_rules);
/// <object>_json.hpp/.cpp of a value object
nlohmann::json object_json_view(const model::ValueObject& object);
/// <entity>_table.hpp/.cpp. `dialects`: those of the project, PostgreSQL before SQLite.
nlohmann::json table_view(const model::Entity& entity, const schema::Table& table,
                          const model::Model& model,
                          const std::vector<const schema::Dialect*>& dialects);
/// Adds to it what errors say of the table's constraints.
void add_constraints(const model::Entity& entity, const schema::Schema& schema,
                     const model::Model& model, nlohmann::json& view);
/// <entity>_repository.hpp/.cpp, with the same dialects.
nlohmann::json repository_view(const model::Entity& entity, const schema::Table& table,
                               const model::Model& model,
                               const std::vector<const schema::Dialect*>& dialects);
/// The same of a view, which has only ways to read.
nlohmann::json read_repository_view(const model::Entity& entity, const schema::Table& table,
                                    const std::vector<const schema::Dialect*>& dialects);
/// <entity>_field.hpp/.cpp, of an entity that shows a column in JSON
nlohmann::json query_view(const model::Entity& entity, const model::Model& model);
bool has_query(const model::Entity& entity);
/// <name>.hpp of structs and enums that the user wrote as JSON Schema.
nlohmann::json struct_view(const model::Entity& entity, const model::Model& model);
nlohmann::json struct_view(const model::Mixin& mixin, const model::Model& model);
nlohmann::json struct_view(const model::ValueObject& object, const model::Model& model);
nlohmann::json enum_view(const model::Enum& enumeration);

}  // namespace tenon::emit
