#include "schema/postgresql/moved_types.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "schema/postgresql/left_in_place.hpp"
#include "schema/postgresql/operation_as.hpp"

namespace tenon::schema::postgresql {
namespace {

using Adapted = std::vector<AdaptedOperation>;

bool is_of(const ColumnType& type, const EnumType& one) {
  return type.kind == ColumnType::Kind::enumeration && type.enum_schema == one.schema &&
         type.enum_name == one.name;
}

class MovedTypes {
 public:
  MovedTypes(Adapted operations, const Schema& before)
      : operations_(std::move(operations)), before_(before) {}

  Adapted run() {
    std::vector<MoveEnum> moves;
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      const auto* const create = operation_as<CreateEnum>(operations_[i]);
      if (create == nullptr) continue;
      const EnumType to = create->type;
      const auto gone =
          std::find_if(operations_.begin(), operations_.end(), [&](const AdaptedOperation& one) {
            const auto* const drop = operation_as<DropEnum>(one);
            return drop != nullptr && has_way(drop->type, to) && carries(drop->type, to);
          });
      if (gone == operations_.end()) continue;
      const EnumType from = operation_as<DropEnum>(*gone)->type;
      moves.push_back({from, to});
      i = move(i, gone, from, to);
    }
    return moves.empty() ? std::move(operations_)
                         : left_in_place(std::move(operations_), moves, before_);
  }

 private:
  /// Values are changed apart. One ALTER TYPE moves it, another one gives it a name: between them
  /// it has a name that must be nobody's.
  bool has_way(const EnumType& from, const EnumType& to) const {
    if (from.values != to.values) return false;
    if (from.schema == to.schema || from.name == to.name) return true;
    return is_free(to.schema, from.name) || is_free(from.schema, to.name);
  }

  bool is_free(const std::string& schema, const std::string& name) const {
    const auto comes = [&](const AdaptedOperation& one) {
      const auto* const type = operation_as<CreateEnum>(one);
      return type != nullptr && type->type.schema == schema && type->type.name == name;
    };
    return before_.find_enum(schema, name) == nullptr && before_.find(schema, name) == nullptr &&
           std::none_of(operations_.begin(), operations_.end(), comes);
  }

  /// Whether columns go from the one to the other, and from it to no third one.
  bool carries(const EnumType& from, const EnumType& to) const {
    bool is_any = false;
    for (const AdaptedOperation& one : operations_) {
      const auto* const alter = operation_as<AlterColumn>(one);
      if (alter == nullptr || !is_of(alter->from.type, from)) continue;
      const bool is_same = is_of(alter->to.type, to) && alter->renames.empty() &&
                           alter->from.type.is_list == alter->to.type.is_list;
      if (!is_same) return false;
      is_any = true;
    }
    return is_any;
  }

  /// Puts the move into the place of the type that comes. Gives its place.
  std::size_t move(std::size_t at, Adapted::iterator gone, const EnumType& from,
                   const EnumType& to) {
    // The way back takes back what this one is said to come from: of the two operations, that of
    // the same type on both ways.
    const bool is_first = std::pair{from.schema, from.name} < std::pair{to.schema, to.name};
    const std::size_t origin = is_first ? operations_[at].origin : gone->origin;
    operations_[at] = {MoveEnum{from, to}, origin};
    const bool is_before = gone < operations_.begin() + static_cast<std::ptrdiff_t>(at);
    operations_.erase(gone);
    take_over(from, to);
    return is_before ? at - 1 : at;
  }

  /// The columns are of the new type without doing, and it is the one that gets other values.
  void take_over(const EnumType& from, const EnumType& to) {
    for (AdaptedOperation& one : operations_) {
      auto* const operation = std::get_if<Operation>(&one.what);
      if (operation == nullptr) continue;
      auto* const alter = std::get_if<AlterColumn>(operation);
      if (alter != nullptr && is_of(alter->from.type, from)) {
        alter->from.type.enum_schema = to.schema;
        alter->from.type.enum_name = to.name;
      }
      auto* const type = std::get_if<AlterEnum>(operation);
      if (type == nullptr || type->to.schema != from.schema || type->to.name != from.name) continue;
      for (EnumType* const changed : {&type->from, &type->to}) {
        changed->schema = to.schema;
        changed->name = to.name;
      }
    }
  }

  Adapted operations_;
  const Schema& before_;
};

}  // namespace

std::vector<AdaptedOperation> moved_types(std::vector<AdaptedOperation> operations,
                                          const Schema& before) {
  return MovedTypes{std::move(operations), before}.run();
}

}  // namespace tenon::schema::postgresql
