// Parts that several views share.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "emit/column_lists.hpp"
#include "emit/json_form.hpp"
#include "model/model.hpp"
#include "query/statement.hpp"
#include "schema/dialect.hpp"

namespace tenon::emit {

/// banner, and the namespace as blocks: open_space and begin_space (with an empty line behind it),
/// close_space.
nlohmann::json file_view(std::string_view source, std::string_view what, const std::string& space);
/// The above for an entity, with its name, variable, header and doc comment.
nlohmann::json entity_view(const model::Entity& entity);
/// Likewise for a value object.
nlohmann::json object_view(const model::ValueObject& object);
/// Lines as a block: joined, the last one without its end.
std::string block(const std::vector<std::string>& lines);
/// The doc comment behind no indentation, as the first lines of a block or a block of its own.
std::string doc_block(std::string_view comment);
/// A block of #include lines of these headers, sorted as the formatter sorts them, each once.
std::string include_block(const std::set<std::string>& headers);
/// The same behind an empty line; "" without headers.
std::string more_includes(const std::set<std::string>& headers);
/// The attribute of what uses a deprecated field.
std::string retiring(const model::Entity& entity, const model::Field& field);
/// The constant of a column in the struct of its table.
std::string column_member(const model::Field& field);
/// The constant of a relation in the struct of its table.
std::string relation_member(const model::Relation& relation);
/// The constant of a statement: one text when the dialects agree, else one for each. `table`: the
/// constant of the table that it writes, "" for one that reads.
std::string constant(const query::Statement& statement,
                     const std::vector<const schema::Dialect*>& dialects,
                     const std::string& table = "", const ColumnLists& lists = {});
/// A statement's text as an expression: a literal, or one whose lists of columns stand by name.
std::string sql_text(const std::string& text, const ColumnLists& lists);
/// The headers of the text files of the enums that the fields use.
std::set<std::string> text_headers(const std::vector<const model::Field*>& fields);
/// The headers of the project in which the Codecs of the fields' types stand.
std::set<std::string> codec_headers(const std::vector<const model::Field*>& fields);
/// The #include line of <tenon/chrono.hpp> when a field needs it, else "".
std::string chrono_include(const std::vector<const model::Field*>& fields);
/// `reading` and `writing`: the last argument of a JsonObject, the one of a JsonWriter; "" where
/// the project's JSON is as by default.
void add_form(const JsonForm& form, nlohmann::json& view);
/// The #include lines of the runtime's headers in which the fields' own types stand, behind an
/// empty line; "" where there are none.
std::string type_includes(const std::vector<const model::Field*>& fields);
/// The name of the file with the Codec of a struct of one member.
std::string codec_file(const model::Wrapper& wrapper);
/// "address_json.hpp" of each value object among the fields; `end` is "_json.hpp".
std::set<std::string> object_headers(const std::vector<const model::Field*>& fields,
                                     const char* end);
/// The headers of what gives the JSON of enums and value objects.
std::set<std::string> value_headers(const std::vector<const model::Field*>& fields);

}  // namespace tenon::emit
