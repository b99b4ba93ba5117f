// The music store at work: what a backend does all day, on the generated data layer. `music_demo
// [URL]`.
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/session.hpp>

#include "album_repository.hpp"
#include "artist_repository.hpp"
#include "genre_repository.hpp"
#include "media_type_repository.hpp"
#include "track_repository.hpp"
#include "track_table.hpp"

namespace {

/// Shows the text of an UPDATE as the database is sent it: it names the columns that change, and no
/// other.
void print_update(std::string_view sql) {
  if (sql.substr(0, 6) != "update") return;
  std::cout << "  the database is sent:\n    ";
  for (const char c : sql) std::cout << c << (c == '\n' ? "    " : "");
  std::cout << "\n";
}

struct Record {
  std::string artist;
  std::string album;
  std::vector<std::string> tracks;
};

const std::vector<Record> records = {
    {"AC/DC",
     "Let There Be Rock",
     {"Go Down", "Dog Eat Dog", "Let There Be Rock", "Problem Child"}},
    {"Antônio Carlos Jobim",
     "Warner 25 Anos",
     {"Desafinado", "Garota De Ipanema", "Samba De Uma Nota Só"}},
    {"Queen", "Greatest Hits II", {"A Kind Of Magic", "Under Pressure", "Radio GA GA", "Innuendo"}},
};

/// Loads the records; everything becomes visible together, at the commit.
void load(tenon::Session& session) {
  const music::Genre rock = music::GenreRepository{session}.create({.name = "Rock"});
  const music::MediaType mpeg =
      music::MediaTypeRepository{session}.create({.name = "MPEG audio file"});
  music::ArtistRepository artists{session};
  music::AlbumRepository albums{session};
  music::TrackRepository tracks{session};
  for (const Record& record : records) {
    const music::Artist artist = artists.create({.name = record.artist});
    const music::Album album = albums.create({.title = record.album, .artist_id = artist.id});
    std::vector<music::TrackCreate> songs;
    for (const std::string& name : record.tracks) {
      songs.push_back({.name = name,
                       .album_id = album.id,
                       .media_type_id = mpeg.id,
                       .genre_id = rock.id,
                       .milliseconds = 200'000 + 1'000 * static_cast<std::int32_t>(name.size()),
                       .unit_price = tenon::Decimal{"0.99"}});
    }
    tracks.create_many(songs);
  }
}

/// Removes what an earlier run left, so that the sample can be run again.
void clear(tenon::Session& session) {
  music::TrackRepository tracks{session};
  for (const music::Track& track : tracks.list({.limit = 1000}).items) tracks.remove(track.id);
  music::AlbumRepository albums{session};
  for (const music::Album& album : albums.list({.limit = 1000}).items) albums.remove(album.id);
  music::ArtistRepository artists{session};
  for (const music::Artist& artist : artists.list({.limit = 1000}).items) artists.remove(artist.id);
  music::GenreRepository genres{session};
  for (const music::Genre& genre : genres.list({.limit = 1000}).items) genres.remove(genre.id);
  music::MediaTypeRepository types{session};
  for (const music::MediaType& type : types.list({.limit = 1000}).items) types.remove(type.id);
}

void show(tenon::Session& session) {
  music::TrackRepository tracks{session};
  music::GenreRepository genres{session};

  const auto rock = genres.find_by_name("Rock");
  std::cout << "  by a unique column: genre 'Rock' has the key " << rock->id << "\n";

  const auto page = tracks.list({.where = music::TrackTable::genre_id == rock->id,
                                 .order = {music::TrackTable::name.asc()},
                                 .limit = 4});
  std::cout << "  a page of tracks, by name:\n";
  for (const music::Track& track : page.items)
    std::cout << "    " << track.name << " (" << to_string(track.unit_price) << ")\n";
  const auto rest = tracks.list({.where = music::TrackTable::genre_id == rock->id,
                                 .order = {music::TrackTable::name.asc()},
                                 .limit = 4,
                                 .after = page.next});
  std::cout << "  and the page after it begins with " << rest.items.front().name << "\n";

  const music::Track track = tracks.get(page.items.front().id);
  std::cout << "  by key: track " << track.id << " is '" << track.name << "'\n";

  const music::Track dearer = tracks.update(track.id, {.unit_price = tenon::Decimal{"1.29"}});
  std::cout << "  one field changed: it costs " << to_string(dearer.unit_price) << " now\n";

  tracks.remove(rest.items.back().id);
  std::cout << "  one removed: " << tracks.count() << " tracks are left\n";
}

void report(tenon::Session& session) {
  music::AlbumRepository albums{session};
  music::TrackRepository tracks{session};
  std::cout << "  what each album costs:\n";
  for (const music::Album& album : albums.list({.limit = 100}).items) {
    tenon::Decimal price = 0;
    for (const music::Track& track : tracks.list_by_album_id(album.id)) price += track.unit_price;
    std::cout << "    " << to_string(price) << "  " << album.title << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) try {
  tenon::EngineOptions options;
  options.on_statement = print_update;
  tenon::Engine engine{argc > 1 ? argv[1] : "sqlite:///music.db", options};
  tenon::Session session = engine.session();
  clear(session);
  load(session);
  session.commit();
  show(session);
  report(session);
  session.commit();
  return 0;
} catch (const tenon::Error& error) {
  std::cerr << "music_demo: " << error.what() << "\n";
  return 3;
}
