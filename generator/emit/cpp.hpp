// How values and types of the model are spelled in C++. Text from a model is data: whatever it
// holds, the generated file compiles and says the same.
#pragma once

#include <string>
#include <string_view>

#include "model/model.hpp"

namespace tenon::emit {

/// The C++ type without its optional: "std::int64_t", "tenon::Timestamp", an enum's name as seen
/// from `space`, "std::vector<std::string>".
std::string value_type(const model::Type& type, std::string_view space);
/// What a column of it holds: the same, but of a wrapped value's own type.
std::string stored_type(const model::Type& type, std::string_view space);
/// The header of the runtime that declares stored_type: "tenon/date.hpp"; "" for a type that is not
/// ours.
const char* stored_header(model::TypeKind kind);
/// Whether its Codec may make a value that exists nowhere else and that parameters only view.
bool needs_encoded(const model::Type& type);
/// The expression of a stored value as one of the type.
std::string from_stored(const model::Type& type, std::string_view space, const std::string& value);
/// The same with its optional: "std::optional<std::string>".
std::string member_type(const model::Type& type, std::string_view space);
/// How a function takes it: "std::string_view" for text, a constant reference for what is costly to
/// copy, else the value.
std::string parameter_type(const model::Type& type, std::string_view space);
/// The same inside a std::vector: "const std::vector<std::int64_t>&".
std::string parameter_list_type(const model::Type& type, std::string_view space);

/// A string literal in double quotes, escaped.
std::string string_literal(std::string_view text);
/// A raw string literal; its delimiter is "sql", or one that the text does not hold. A text with
/// carriage returns or with marks of direction becomes an escaped literal.
std::string raw_literal(std::string_view text);
/// A doc comment, each line behind `indent` and "/// "; "" for an empty text. A line can neither
/// end the comment nor join the next one to it; control characters and marks of direction become
/// spaces.
std::string doc_comment(std::string_view text, std::string_view indent);
/// The default as an initialiser: "Role::reader", "5", "\"x\"", "tenon::Decimal{\"0.00\"}"; "" when
/// there is none that C++ can say.
std::string initializer(const model::Type& type, const model::Default& initial,
                        std::string_view space);
/// A name as seen from inside a namespace: "Role" for "blog::Role" in "blog".
std::string relative_name(std::string_view qualified, std::string_view space);

}  // namespace tenon::emit
