#include "emit/parameter.hpp"

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/template.hpp"

namespace tenon::emit {

using model::Field;

std::string parameter(const Field& field, const std::string& value) {
  const std::string limits = numeric(field);
  if (field.type.is_foreign())
    return (needs_encoded(field.type) ? "encoded(" + value + ")" : "tenon::Param{" + value + "}") +
           ".untyped()";
  if (needs_encoded(field.type))
    return "encoded(" + value + (limits.empty() ? "" : ", " + limits) + ")";
  return limits.empty() ? value : "tenon::Param{" + value + ", " + limits + "}";
}

std::string parameter_in(const model::Entity& entity, const Field& field, const std::string& object,
                         const std::string& held) {
  const std::string& path = field.path.empty() ? field.name : field.path;
  std::string value = object;
  std::string there;
  for (std::size_t at = held.size(); at != std::string::npos;) {
    const bool may_be_none =
        at > 0 && model::find_path(entity.objects, path.substr(0, at))->type.nullable;
    if (may_be_none) there += (there.empty() ? "" : " && ") + value;
    const std::size_t begin = at > 0 ? at + 1 : 0;
    at = path.find('.', begin);
    value += (may_be_none ? "->" : ".") + path.substr(begin, at - begin);
  }
  std::string given = parameter(field, value);
  if (there.empty()) return given;
  if (given == value) given = "tenon::Param{" + value + "}";
  const std::string type = stored_type(field.type, entity.space);
  const std::string none = field.type.is_list
                               ? "tenon::Param{std::optional<std::vector<" + type + ">>{}}"
                               : "tenon::Param::null<" + type + ">()";
  return there + " " + soft_break + "? " + given + " " + soft_break + ": " + none;
}

}  // namespace tenon::emit
