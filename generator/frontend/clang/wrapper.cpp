#include "frontend/clang/wrapper.hpp"

#include "base/codes.hpp"
#include "base/text.hpp"

namespace tenon::frontend::clang {
namespace {

using Kind = model::DraftType::Kind;
using base::quote;

// What a column can hold by itself.
bool is_storable(const model::DraftType& type) {
  return type.kind != Kind::named && type.kind != Kind::unknown && type.kind != Kind::unresolved &&
         !type.optional && !type.wrapper;
}

constexpr const char* stored_types =
    "Stored is bool, std::int16_t, std::int32_t, std::int64_t, float, double, std::string, "
    "tenon::Bytes, tenon::Uuid, tenon::Decimal, tenon::Timestamp, tenon::LocalTimestamp, "
    "tenon::Date, tenon::Time, tenon::Interval or tenon::Json";

bool check_codec(const UnitCodec& codec, const Text& text, base::Diagnostics& diagnostics) {
  const base::Span span = text.file.span(text.file.from(codec.place.offset));
  const auto refuse = [&](const std::string& message, const std::string& hint) {
    diagnostics.error(base::codes::wrong_codec, span, message, hint);
    return false;
  };
  const std::string name = quote(codec.type);
  if (!codec.has_stored)
    return refuse("this tenon::Codec does not say what it stores " + name + " as",
                  "using Stored = std::int64_t;");
  if (!is_storable(codec.stored))
    return refuse("this tenon::Codec stores " + name + " as " + quote(codec.stored_spelling) +
                      ", which no column holds",
                  stored_types);
  if (!codec.has_encode)
    return refuse("this tenon::Codec has no function that gives the stored value of " + name,
                  "static Stored encode(const " + codec.type + "& value);");
  if (!codec.has_decode)
    return refuse("this tenon::Codec has no function that makes " + name + " of a stored value",
                  "static " + codec.type + " decode(Stored value);");
  return true;
}

// A public member without annotations in a plain struct that is no entity: a strong id.
bool wraps_one_member(const UnitStruct& one, const Text& text) {
  if (one.is_union || !one.bases.empty() || one.fields.size() != 1 || !one.obstacles.empty())
    return false;
  const UnitField& field = one.fields.front();
  const TextFile& file = text.file;
  const std::size_t begin = file.from(one.begin.offset);
  return field.is_public && is_storable(field.type.type) && !field.type.is_broken &&
         !text.attributes.have("table", begin, file.from(one.place.offset));
}

// The first annotation inside the body.
base::Span annotation_in(const UnitStruct& one, const Text& text) {
  for (const AttributeGroup& group : text.attributes.groups()) {
    const std::size_t at = text.file.span(group.first).begin;
    if (at > one.place.offset && at < one.end.offset && !group.annotations.empty())
      return group.annotations.front().annotation.span;
  }
  return {};
}

}  // namespace

Wrappers read_wrappers(const Unit& unit, std::vector<Text>& texts, base::Diagnostics& diagnostics) {
  Wrappers result;
  const auto text_at = [&](const Place& place) -> const Text* {
    return place.file < 0 ? nullptr : &texts[static_cast<std::size_t>(place.file)];
  };
  for (const UnitCodec& codec : unit.codecs) {
    const Text* text = text_at(codec.place);
    if (text == nullptr || codec.is_partial) continue;
    WrappedType& wrapped = result[codec.type];
    wrapped.is_codec = true;
    if (!check_codec(codec, *text, diagnostics)) continue;
    wrapped.type = codec.stored;
    wrapped.type.wrapper = model::Wrapper{codec.type, "", text->header, ""};
  }
  for (const UnitStruct& one : unit.structs) {
    const auto coded = result.find(one.qualified());
    for (const UnitObstacle& obstacle : one.obstacles)
      if (coded != result.end()) coded->second.obstacles.push_back(obstacle.kind);
    const Text* text = text_at(one.place);
    if (text == nullptr || one.in_macro || one.name.empty() || !wraps_one_member(one, *text))
      continue;
    const auto [slot, is_new] = result.emplace(one.qualified(), WrappedType{});
    if (!is_new) continue;
    slot->second.type = one.fields.front().type.type;
    slot->second.annotation = annotation_in(one, *text);
    slot->second.type.wrapper =
        model::Wrapper{one.qualified(), "", text->header, one.fields.front().name};
  }
  return result;
}

namespace {

void tell_obstacles(const model::DraftField& field, const WrappedType& wrapped,
                    base::Diagnostics& diagnostics) {
  using Obstacle = UnitObstacle::Kind;
  const std::string& type = field.type.wrapper->type;
  const std::string name = type.substr(type.rfind(':') + 1);
  for (const Obstacle kind : wrapped.obstacles) {
    if (kind == Obstacle::no_default_constructor)
      diagnostics.error(base::codes::no_default_constructor, field.type.span,
                        quote(type) +
                            " has constructors, and none that generated code can call "
                            "without arguments before it reads a row",
                        "add '" + name + "() = default;'");
    else if (kind == Obstacle::deleted_copy || kind == Obstacle::hidden_destructor)
      diagnostics.error(base::codes::deleted_copy, field.type.span,
                        quote(type) +
                            " cannot be copied, and repositories take and return it by "
                            "value",
                        "let it be copied and destroyed");
    else
      continue;
    return;
  }
}

}  // namespace

void check_wrapped(const std::vector<model::DraftField>& fields, const Wrappers& wrappers,
                   std::set<std::string>& told, base::Diagnostics& diagnostics) {
  for (const model::DraftField& field : fields) {
    if (!field.type.wrapper) continue;
    const auto found = wrappers.find(field.type.wrapper->type);
    if (found == wrappers.end() || !told.insert(found->first).second) continue;
    tell_obstacles(field, found->second, diagnostics);
    if (!found->second.annotation.known()) continue;
    diagnostics
        .error(base::codes::misplaced_annotation, found->second.annotation,
               quote(found->first) +
                   " is stored as its one member, and columns are the fields of "
                   "that type",
               "write the annotation at each of these fields")
        .notes.push_back({"as this one", field.name.span});
  }
}

}  // namespace tenon::frontend::clang
