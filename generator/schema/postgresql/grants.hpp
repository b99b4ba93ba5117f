// What the role of an application needs of a schema, and no more; the owner's role runs migrations.
#pragma once

#include <string>
#include <vector>

#include "schema/operation.hpp"
#include "schema/postgresql/spelling.hpp"

namespace tenon::schema::postgresql {

/// A script that the owner runs after each upgrade; running it again changes nothing. Rows of the
/// schema's tables may be read and written, its views and `read` (views of others) read, the keys
/// that the database gives drawn and moved on, and the history read (PostgreSQL manual, 5.7
/// “Privileges”).
std::string grants(const Schema& schema, const std::vector<TableName>& read,
                   const std::string& role, const Spelling& spelling);

}  // namespace tenon::schema::postgresql
