// What a Schema has no words for.
#pragma once

#include <string>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::introspect {

struct Note {
  schema::TableName about;  ///< the table or view
  std::string text;         ///< "index users_bio_idx of users is left out: …"
};

inline std::vector<std::string> texts_of(const std::vector<Note>& notes) {
  std::vector<std::string> texts;
  texts.reserve(notes.size());
  for (const Note& note : notes) texts.push_back(note.text);
  return texts;
}

}  // namespace tenon::introspect
