#include "base/text.hpp"
#include "model/dump.hpp"
#include "model/dump_tree.hpp"

namespace tenon::model::dump {
namespace {

std::string written(const Argument& argument);

std::string written(const std::vector<Argument>& arguments) {
  std::vector<std::string> parts;
  parts.reserve(arguments.size());
  for (const Argument& one : arguments) parts.push_back(written(one));
  return "(" + base::join(parts, ", ") + ")";
}

std::string written(const Argument& argument) {
  switch (argument.kind) {
    case Argument::Kind::word:
      return base::replace_all(argument.text, ".", "::");
    case Argument::Kind::text:
      return quoted(argument.text);
    case Argument::Kind::number:
      return argument.text;
    case Argument::Kind::call:
      return argument.text + written(argument.arguments);
    case Argument::Kind::tuple:
      return written(argument.arguments);
  }
  return {};
}

std::string written(const Annotation& annotation) {
  return annotation.word + (annotation.arguments.empty() ? "" : written(annotation.arguments));
}

Json annotations_of(const std::vector<Annotation>& annotations) {
  return list_of(annotations, [](const Annotation& one) { return written(one); });
}

const char* name_of(DraftType::Kind kind) {
  switch (kind) {
    case DraftType::Kind::boolean:
      return "boolean";
    case DraftType::Kind::int16:
      return "int16";
    case DraftType::Kind::int32:
      return "int32";
    case DraftType::Kind::int64:
      return "int64";
    case DraftType::Kind::float32:
      return "float32";
    case DraftType::Kind::float64:
      return "float64";
    case DraftType::Kind::string:
      return "string";
    case DraftType::Kind::bytes:
      return "bytes";
    case DraftType::Kind::uuid:
      return "uuid";
    case DraftType::Kind::decimal:
      return "decimal";
    case DraftType::Kind::timestamp:
      return "timestamp";
    case DraftType::Kind::date:
      return "date";
    case DraftType::Kind::local_timestamp:
      return "local_timestamp";
    case DraftType::Kind::time:
      return "time";
    case DraftType::Kind::interval:
      return "interval";
    case DraftType::Kind::json:
      return "json";
    case DraftType::Kind::named:
      return "named";
    case DraftType::Kind::unknown:
      return "unknown";
    case DraftType::Kind::unresolved:
      return "unresolved";
  }
  return "";
}

const char* name_of(DraftValue::Kind kind) {
  switch (kind) {
    case DraftValue::Kind::boolean:
      return "boolean";
    case DraftValue::Kind::number:
      return "number";
    case DraftValue::Kind::text:
      return "text";
    case DraftValue::Kind::enumerator:
      return "enumerator";
    case DraftValue::Kind::list:
      return "list";
    case DraftValue::Kind::other:
      return "other";
  }
  return "";
}

Json value_tree(const DraftValue& value) {
  if (value.kind != DraftValue::Kind::list) return {{name_of(value.kind), value.text}};
  return {{"list", list_of(value.elements, value_tree)}};
}

Json field_tree(const DraftField& field) {
  Json json;
  json["name"] = field.name.value;
  json["type"] = name_of(field.type.kind);
  const bool open = field.type.kind == DraftType::Kind::named ||
                    field.type.kind == DraftType::Kind::unknown ||
                    field.type.kind == DraftType::Kind::unresolved;
  if (open) json["type_name"] = field.type.name;
  put(json, "list", field.type.is_list);
  put(json, "optional", field.type.optional);
  put_list(json, "wrapper", wrapper_of(field.type.wrapper));
  if (field.initializer) json["initializer"] = value_tree(*field.initializer);
  put_list(json, "annotations", annotations_of(field.annotations));
  put(json, "comment", field.comment);
  return json;
}

template <class T>
Json draft_head(const T& one) {
  Json json;
  json["name"] = one.name.value;
  put(json, "namespace", one.space);
  put(json, "header", one.header);
  put(json, "generated", one.is_generated);
  put_list(json, "annotations", annotations_of(one.annotations));
  put(json, "comment", one.comment);
  return json;
}

Json struct_tree(const DraftStruct& one) {
  Json json = draft_head(one);
  put_list(json, "bases", list_of(one.bases, [](const auto& base) { return base.value; }));
  json["fields"] = list_of(one.fields, field_tree);
  return json;
}

Json enum_tree(const DraftEnum& one) {
  Json json = draft_head(one);
  if (!one.is_scoped) json["scoped"] = false;
  json["enumerators"] = list_of(one.enumerators, [](const DraftEnumerator& value) {
    Json inner;
    inner["name"] = value.name.value;
    put_list(inner, "annotations", annotations_of(value.annotations));
    put(inner, "comment", value.comment);
    return inner;
  });
  return json;
}

}  // namespace
}  // namespace tenon::model::dump

namespace tenon::model {

std::string to_json(const Draft& draft) {
  dump::Json json;
  json["structs"] = dump::list_of(draft.structs, dump::struct_tree);
  json["enums"] = dump::list_of(draft.enums, dump::enum_tree);
  return json.dump(2) + "\n";
}

}  // namespace tenon::model
