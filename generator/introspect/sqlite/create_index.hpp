// Reads the CREATE INDEX that SQLite keeps: the only place where it has expressions and conditions.
#pragma once

#include <string>

#include "schema/schema.hpp"

namespace tenon::introspect::sqlite {

/// Parts and condition; `audit.users_email_idx` is named users_email_idx.
schema::Index read_create_index(const std::string& sql);

}  // namespace tenon::introspect::sqlite
