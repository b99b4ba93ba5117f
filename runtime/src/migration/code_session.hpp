// A session inside of a migrator's transaction, for the C++ steps of a revision.
#pragma once

#include <tenon/connection.hpp>
#include <tenon/session.hpp>

namespace tenon::detail {

class Pool;

/// The session begins and ends nothing: its transaction is the connection's open one. Gone before
/// that ends. The search path is the connection's own meanwhile, as an application has it.
class CodeSession {
 public:
  explicit CodeSession(Connection& connection);
  CodeSession(const CodeSession&) = delete;
  CodeSession& operator=(const CodeSession&) = delete;
  ~CodeSession();

  Session& session() { return session_; }
  /// The search path of migrations again. Not after an error, which ends the transaction anyway.
  void end();

 private:
  Connection& connection_;
  Pool* pool_;
  Session session_;
};

}  // namespace tenon::detail
