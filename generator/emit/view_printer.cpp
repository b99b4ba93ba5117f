// Views of printers: entities, DTOs, shapes, value objects and enums as a failed test shows them.
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/view_factory.hpp"
#include "emit/view_parts.hpp"

namespace tenon::emit {
namespace {

using model::Field;
using nlohmann::json;
using Fields = std::vector<const Field*>;
using Lines = std::vector<std::string>;

class PrinterView {
 public:
  PrinterView(json view, std::string stem) : view_(std::move(view)), stem_(std::move(stem)) {}

  void include(const std::string& header) { headers_.insert(header); }
  void include_in_body(const std::set<std::string>& headers) {
    for (const std::string& header : headers) sources_.insert(header);
  }

  /// A struct: its members, and others that are printed as a whole.
  void add(const std::string& type, const std::string& local, const Fields& fields, bool is_patch,
           const Lines& more = {}) {
    Lines lines;
    const auto line = [&](const std::string& call, const std::string& name, bool has_value) {
      lines.push_back("    ." + call + "(\"" + name + "\"" +
                      (has_value ? ", " + local + "." + name : "") + ")");
    };
    for (const Field* field : fields) {
      const bool is_hidden = field->visibility == model::Visibility::internal ||
                             field->visibility == model::Visibility::write_only;
      line(is_hidden ? "masked" : "member", field->name, !is_hidden || is_patch);
    }
    for (const std::string& name : more) line("member", name, true);
    const bool is_empty = lines.empty();
    bool reads = false;
    for (const std::string& each : lines)
      reads = reads || each.find(local + ".") != std::string::npos;
    lines.insert(lines.begin(), "tenon::Printer{*out, \"" + type + "\"}");
    lines.back() += ";";
    if (is_empty) lines = {"tenon::Printer{*out, \"" + type + "\"};"};
    add_function("const " + type + "&", reads ? local : "", lines, local);
  }

  void add_function(const std::string& type, const std::string& local, const Lines& lines,
                    const std::string& declared) {
    declarations_.push_back("void PrintTo(" + type + " " + declared + ", std::ostream* out);");
    printers_.push_back(
        {{"type", type}, {"local", local.empty() ? "" : " " + local}, {"body", block(lines)}});
  }

  json take() {
    view_["stem"] = stem_;
    view_["own_includes"] = include_block(headers_);
    view_["more_includes"] = more_includes(sources_);
    view_["declarations"] = block(declarations_);
    view_["printers"] = std::move(printers_);
    return std::move(view_);
  }

 private:
  json view_;
  std::string stem_;
  std::set<std::string> headers_;
  std::set<std::string> sources_;
  Lines declarations_;
  json printers_ = json::array();
};

/// What the members' own printers are declared in.
void include_members(const Fields& fields, PrinterView& view) {
  for (const Field* field : fields) {
    const bool is_enum = field->type.kind == model::TypeKind::enumeration;
    const bool is_object = field->type.kind == model::TypeKind::object;
    const std::string& name = is_enum ? field->type.enumeration : field->type.object;
    if (is_enum || is_object)
      view.include(file_stem(name.substr(name.rfind(':') + 1)) + "_printer.hpp");
  }
  view.include_in_body(codec_headers(fields));
}

void add_shape(const model::Entity& entity, const model::Shape& shape, const model::Model& model,
               PrinterView& view) {
  Fields fields;
  for (const std::string& name : shape.fields) fields.push_back(entity.find_member(name));
  Lines relations;
  for (const model::Loaded& loaded : shape.loaded) {
    relations.push_back(loaded.relation);
    const model::Entity& target = *model.find(entity.find_relation(loaded.relation)->entity);
    if (&target != &entity) view.include_in_body({file_stem(target.name) + "_printer.hpp"});
  }
  view.include(file_stem(shape.name) + "_shape.hpp");
  view.add(shape.name, object_name(shape.name), fields, false, relations);
}

}  // namespace

json printer_view(const model::Entity& entity, const model::Model& model) {
  PrinterView view{entity_view(entity), file_stem(entity.name)};
  const std::string local = object_name(entity.name);
  const Members members = members_of(entity);
  const Fields all = model::members_of(entity.fields, entity.objects);
  view.include(file_stem(entity.name) + "_dto.hpp");
  include_members(all, view);
  view.add(entity.name, local, all, false);
  if (!entity.is_view()) {
    Fields create = members.create;
    std::vector<Field> inputs(entity.inputs.size());
    for (std::size_t at = 0; at < inputs.size(); ++at) {
      inputs[at].name = entity.inputs[at].name;
      inputs[at].visibility = model::Visibility::write_only;  // a password, as a rule
      create.push_back(&inputs[at]);
    }
    view.add(entity.name + "Create", local, create, false);
    if (!members.update.empty()) view.add(entity.name + "Update", local, members.update, true);
  }
  view.add(entity.name + "Read", local, members.read, false);
  for (const model::Shape& shape : entity.shapes) add_shape(entity, shape, model, view);
  return view.take();
}

json printer_view(const model::ValueObject& object) {
  const std::string stem = file_stem(object.name);
  PrinterView view{file_view(object.source, object.name, object.space), stem};
  const Fields all = model::members_of(object.fields, object.objects);
  view.include(object.header);
  include_members(all, view);
  view.add(object.name, object_name(object.name), all, false);
  return view.take();
}

json printer_view(const model::Enum& enumeration) {
  const std::string stem = file_stem(enumeration.name);
  const std::string local = object_name(enumeration.name);
  PrinterView view{file_view(enumeration.source, enumeration.name, enumeration.space), stem};
  view.include(enumeration.header);
  view.include_in_body({stem + "_text.hpp"});
  Lines lines{"tenon::print_text(*out, " + local + ");"};
  view.add_function(enumeration.name, local, lines, local);
  return view.take();
}

}  // namespace tenon::emit
