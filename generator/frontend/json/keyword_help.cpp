// One line on each keyword, for the meta-schema: what an editor shows.
#include <array>
#include <utility>

#include "frontend/json/keyword.hpp"

namespace tenon::frontend::json {
namespace {

using Help = std::pair<std::string_view, std::string_view>;

constexpr std::array<Help, 32> help = {{
    {"$comment", "a note for those who edit the model; nothing comes of it"},
    {"$defs", "the entities, mix-ins and enums, by name"},
    {"$id", "a URI under which other documents of the project may refer to this one"},
    {"$ref",
     "an enum: \"#/$defs/Role\", or \"role.json#/$defs/Role\" in another file of the project"},
    {"$schema", "JSON Schema draft 2020-12, or this schema for an editor"},
    {"additionalProperties", "false: no other members, as it is for every table"},
    {"allOf", "the mix-ins, whose fields come first"},
    {"contentEncoding", "base64: the string holds bytes"},
    {"default", "the column's DEFAULT, and the value of a Create that does not say"},
    {"deprecated", "retiring: its column constant and its finders warn"},
    {"description", "becomes comments in C++ and SQL, and text of the API's description"},
    {"enum", "the values, in their order"},
    {"examples", "values for those who read the model; nothing comes of them"},
    {"format", "what the number or the string holds"},
    {"items", "the type and the rules of each element of a list"},
    {"maxItems", "how many elements a list has at most"},
    {"maxLength", "how many characters at most; the column is varchar of it"},
    {"maximum", "the greatest number that is allowed"},
    {"minItems", "how many elements a list has at least"},
    {"minLength", "how many characters at least"},
    {"minimum", "the least number that is allowed"},
    {"multipleOf", "the number is a multiple of this one, which is above zero"},
    {"pattern", "a regular expression (RE2) that is found in the string"},
    {"properties", "the fields, in the order of the columns"},
    {"readOnly", "in JSON that goes out, never in JSON that comes in"},
    {"required", "the fields that are never NULL"},
    {"title", "the name of an entity that is a document's root; elsewhere nothing comes of it"},
    {"type", "what it holds; [\"…\", \"null\"] may be NULL"},
    {"unevaluatedProperties", "false: no other members, mix-ins included"},
    {"uniqueItems", "true: no two elements of a list are equal"},
    {"writeOnly", "in JSON that comes in, never in JSON that goes out"},
    {"x-tenon", "what the database and the generated code have to know beyond JSON Schema"},
}};

}  // namespace

std::string_view help_of(std::string_view keyword) {
  for (const auto& [name, text] : help)
    if (name == keyword) return text;
  return {};
}

}  // namespace tenon::frontend::json
