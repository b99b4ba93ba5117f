// The eleven kinds of rows: which file, table and repository each has, and its members in the order
// of the file's columns. Everything else in this folder is written once for all of them.
#pragma once

#include <tuple>

#include "album_repository.hpp"
#include "artist_repository.hpp"
#include "customer_repository.hpp"
#include "employee_repository.hpp"
#include "genre_repository.hpp"
#include "invoice_line_repository.hpp"
#include "invoice_repository.hpp"
#include "media_type_repository.hpp"
#include "playlist_repository.hpp"
#include "playlist_track_repository.hpp"
#include "track_repository.hpp"

namespace chinook {

template <class T>
struct Kind;

template <>
struct Kind<music::Artist> {
  using Repository = music::ArtistRepository;
  static constexpr const char* file = "Artist.csv";
  static constexpr const char* table = "artists";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.name);
  }
};

template <>
struct Kind<music::Album> {
  using Repository = music::AlbumRepository;
  static constexpr const char* file = "Album.csv";
  static constexpr const char* table = "albums";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.title, row.artist_id);
  }
};

template <>
struct Kind<music::Genre> {
  using Repository = music::GenreRepository;
  static constexpr const char* file = "Genre.csv";
  static constexpr const char* table = "genres";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.name);
  }
};

template <>
struct Kind<music::MediaType> {
  using Repository = music::MediaTypeRepository;
  static constexpr const char* file = "MediaType.csv";
  static constexpr const char* table = "media_types";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.name);
  }
};

template <>
struct Kind<music::Track> {
  using Repository = music::TrackRepository;
  static constexpr const char* file = "Track.csv";
  static constexpr const char* table = "tracks";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.name, row.album_id, row.media_type_id, row.genre_id, row.composer,
                    row.milliseconds, row.bytes, row.unit_price);
  }
};

template <>
struct Kind<music::Playlist> {
  using Repository = music::PlaylistRepository;
  static constexpr const char* file = "Playlist.csv";
  static constexpr const char* table = "playlists";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.name);
  }
};

template <>
struct Kind<music::PlaylistTrack> {
  using Repository = music::PlaylistTrackRepository;
  static constexpr const char* file = "PlaylistTrack.csv";
  static constexpr const char* table = "playlist_tracks";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.playlist_id, row.track_id);
  }
};

template <>
struct Kind<music::Employee> {
  using Repository = music::EmployeeRepository;
  static constexpr const char* file = "Employee.csv";
  static constexpr const char* table = "employees";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.last_name, row.first_name, row.title, row.reports_to,
                    row.birth_date, row.hire_date, row.address, row.city, row.state, row.country,
                    row.postal_code, row.phone, row.fax, row.email);
  }
};

template <>
struct Kind<music::Customer> {
  using Repository = music::CustomerRepository;
  static constexpr const char* file = "Customer.csv";
  static constexpr const char* table = "customers";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.first_name, row.last_name, row.company, row.address, row.city,
                    row.state, row.country, row.postal_code, row.phone, row.fax, row.email,
                    row.support_rep_id);
  }
};

template <>
struct Kind<music::Invoice> {
  using Repository = music::InvoiceRepository;
  static constexpr const char* file = "Invoice.csv";
  static constexpr const char* table = "invoices";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.customer_id, row.invoice_date, row.billing_address,
                    row.billing_city, row.billing_state, row.billing_country,
                    row.billing_postal_code, row.total);
  }
};

template <>
struct Kind<music::InvoiceLine> {
  using Repository = music::InvoiceLineRepository;
  static constexpr const char* file = "InvoiceLine.csv";
  static constexpr const char* table = "invoice_lines";
  template <class Row>
  static auto members(Row& row) {
    return std::tie(row.id, row.invoice_id, row.track_id, row.unit_price, row.quantity);
  }
};

/// Calls `visit.template operator()<T>()` for every kind: what is referred to comes before what
/// refers to it.
template <class Visit>
void for_each_kind(Visit&& visit) {
  visit.template operator()<music::Artist>();
  visit.template operator()<music::Album>();
  visit.template operator()<music::Genre>();
  visit.template operator()<music::MediaType>();
  visit.template operator()<music::Track>();
  visit.template operator()<music::Playlist>();
  visit.template operator()<music::PlaylistTrack>();
  visit.template operator()<music::Employee>();
  visit.template operator()<music::Customer>();
  visit.template operator()<music::Invoice>();
  visit.template operator()<music::InvoiceLine>();
}

}  // namespace chinook
