// Which words say a key, a reference, an index: the two forms write the same ones.
#pragma once

#include <string>
#include <vector>

#include "model/model.hpp"

namespace tenon::import {

/// Whether the word stands on the key's field; else on the entity.
bool is_key_on_field(const model::Entity& entity);
/// Whether `primary_key` on it needs `client`: nothing else says that the database numbers it not.
bool is_client_key(const model::Entity& entity, const model::Field& key);

/// The reference that stands on this field, or null. One of a key that the database numbers stands
/// on the entity: there it does not say where the value is from.
const model::Reference* reference_on(const model::Entity& entity, const model::Field& field);
/// Those that stand on the entity.
std::vector<const model::Reference*> references_on(const model::Entity& entity);

bool is_on_field(const model::UniqueKey& key);
bool is_on_field(const model::Index& index);

/// "cascade", …; "" for no_action.
std::string word_of(model::Action action);

/// The entity as models name it: without the namespace that all have.
std::string short_name(const std::string& qualified);

/// The enum's file when several entities have it, else "".
std::string shared_header(const model::Enum& one, const model::Model& model);
/// The enums that stand in the file of this entity.
std::vector<const model::Enum*> enums_of(const model::Entity& entity, const model::Model& model);

/// The file of an entity or an enum, without its end: "user_account".
std::string file_of(const std::string& name);

}  // namespace tenon::import
