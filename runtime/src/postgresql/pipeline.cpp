#include "pipeline.hpp"

#include <tenon/error.hpp>

#include "error.hpp"

namespace tenon::postgresql {

Pipeline::Pipeline(PGconn* handle) : handle_(handle) {
  if (PQenterPipelineMode(handle) == 0) throw error_of(handle, nullptr, "");
}

Pipeline::~Pipeline() { finish(); }

void Pipeline::sync() {
  if (PQpipelineSync(handle_) == 0) throw error_of(handle_, nullptr, "");
  is_synced_ = true;
}

Result Pipeline::take() {
  Result result{PQgetResult(handle_)};
  if (result == nullptr) return result;
  // A null ends each message's results.
  while (const Result further{PQgetResult(handle_)}) {
  }
  return result;
}

void Pipeline::finish() noexcept {
  if (handle_ == nullptr) return;
  PGconn* const handle = handle_;
  handle_ = nullptr;
  if (!is_synced_ && PQpipelineSync(handle) == 0) return;
  // One null ends a message, two in a row mean that nothing will come any more.
  for (int nulls = 0; nulls < 2;) {
    const Result result{PQgetResult(handle)};
    nulls = result == nullptr ? nulls + 1 : 0;
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC && result != nullptr) break;
    if (PQstatus(handle) != CONNECTION_OK && result == nullptr) break;
  }
  PQexitPipelineMode(handle);
}

}  // namespace tenon::postgresql
