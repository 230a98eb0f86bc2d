import FoundationEssentials

/// A type with a property of every kind.
struct Trip: Codable, Equatable {
    struct Hotel: Codable, Equatable {
        var name: String
        var stars: Int?
    }
    struct Day: Codable, Equatable {
        var title: String
        var tags: [String]
    }
    enum Season: String, Codable { case summer, winter }

    var city: String
    var nights: Int
    var season: Season
    var isBooked: Bool
    var note: String?
    var start: Date?
    var hotel: Hotel
    var other: Hotel?
    var days: [Day]
    var prices: [String: Double]

    var title: String { city }

    static let json = #"""
        {"city": "Par\u0069s", "nights": 12, "season": "summer", "isBooked": true, "note": null,
        "start": "2026-05-01T12:00:00.5Z", "hotel": {"name": "Ritz", "stars": 5}, "other": {"name": "Lutetia"},
        "days": [{"title": "Louvre", "tags": ["art", "old"]}, {"title": "Seine", "tags": []}],
        "prices": {"bed": 12.5, "tea": 3}}
        """#

    static let paris = Trip(
        city: "Paris", nights: 12, season: .summer, isBooked: true, start: Date(timeIntervalSince1970: 1_777_636_800.5),
        hotel: Hotel(name: "Ritz", stars: 5), other: Hotel(name: "Lutetia"),
        days: [Day(title: "Louvre", tags: ["art", "old"]), Day(title: "Seine", tags: [])],
        prices: ["bed": 12.5, "tea": 3])
}

/// A small type.
struct Place: Codable, Equatable {
    var city: String
    var rank: Int
}
