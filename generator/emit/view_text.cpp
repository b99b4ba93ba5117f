#include "emit/cpp.hpp"
#include "emit/names.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"

namespace tenon::emit {
namespace {

/// "'reader', 'author' or 'admin'"
std::string choice(const std::vector<model::Enumerator>& enumerators) {
  std::string text;
  for (std::size_t i = 0; i < enumerators.size(); ++i) {
    if (i > 0) text += i + 1 == enumerators.size() ? " or " : ", ";
    text += "'" + enumerators[i].text + "'";
  }
  return text;
}

}  // namespace

nlohmann::json text_view(const model::Enum& enumeration) {
  nlohmann::json view = file_view(enumeration.source, enumeration.name, enumeration.space);
  view["enum"] = enumeration.name;
  view["qualified"] = enumeration.qualified();
  view["variable"] = object_name(enumeration.name);
  view["stem"] = file_stem(enumeration.name);
  view["header"] = enumeration.header;
  view["expected"] = string_literal(choice(enumeration.enumerators));
  std::vector<std::string> cases;
  std::vector<std::string> values;
  for (const model::Enumerator& enumerator : enumeration.enumerators) {
    const std::string value = enumeration.name + "::" + enumerator.name;
    cases.push_back("case " + value + ": return " + string_literal(enumerator.text) + ";");
    values.push_back(value + ",");
  }
  view["cases"] = block(cases);
  view["values"] = block(values);
  return view;
}

nlohmann::json codec_view(const model::Type& type) {
  const model::Wrapper& wrapper = *type.wrapper;
  const std::string name = wrapper.type.substr(wrapper.type.rfind(':') + 1);
  const std::string file = wrapper.header.substr(wrapper.header.rfind('/') + 1);
  nlohmann::json view = {{"banner", banner(file, name)}};
  view["type"] = wrapper.type;
  view["member"] = wrapper.member;
  view["variable"] = object_name(name);
  view["stored"] = stored_type(type, "");
  view["header"] = wrapper.header;
  const std::string type_header = stored_header(type.kind);
  view["type_include"] = type_header.empty() ? "" : "#include <" + type_header + ">";
  return view;
}

nlohmann::json enum_view(const model::Enum& enumeration) {
  nlohmann::json view = file_view(enumeration.source, enumeration.name, enumeration.space);
  view["enum"] = enumeration.name;
  view["doc"] = doc_block(enumeration.comment);
  std::vector<std::string> lines;
  for (const model::Enumerator& enumerator : enumeration.enumerators)
    lines.push_back(doc_comment(enumerator.comment, "") + enumerator.name + ",");
  view["enumerators"] = block(lines);
  return view;
}

}  // namespace tenon::emit
