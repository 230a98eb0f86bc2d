extension HelpText {
    static let speak = """
        With no base URL, an embedded gateway with generated sound is started, so every option can be tried without \
        a key.

        EXAMPLES:
          bifrost speak "Good morning." --voice alloy -o morning.mp3
          bifrost speak - --voice alloy --format pcm -o - < speech.txt | aplay …

        A failed call leaves no file, and one that was there stays as it was. A device, a pipe or a link is written to \
        as the sound comes.

        \(printed("the sound", """
              {"type": "speech", "file", "bytes", "provider", "metrics"}
            """))

        \(shared)
        """

    static let transcribe = """
        The text goes to standard output. With no base URL, an embedded gateway is started, which says how long the \
        recording is, so every option can be tried without a key.

        EXAMPLES:
          bifrost transcribe talk.mp3
          bifrost transcribe talk.mp3 --format srt > talk.srt
          bifrost transcribe talk.mp3 --stream --language de

        JSON OUTPUT (--output json), one object per line; absent values are null:
          {"type": "delta", "text"}
             with --stream, as it comes; then
          {"type": "transcription", "text", "language", "duration",
           "segments": [{"text", "start", "end", "speaker" (if known)}],
           "words": [{"word", "start", "end"}],
           "usage": {"input", "output", "total", "seconds"},
           "provider", "metrics"}
             or {"type": "error", …} as of `bifrost chat`.

        \(shared)
        """

    static let image = """
        With no base URL, an embedded gateway with images of one pixel is started, so every option can be tried \
        without a key.

        EXAMPLES:
          bifrost image "A bridge at night." -o bridge.png --size 1024x1024
          bifrost image "A bridge at night." -o bridge.png -n 3
            makes bridge-1.png, bridge-2.png and bridge-3.png
          bifrost image "A bridge at night." -o bridge.png --stream --partial 2
            makes bridge-partial-1.png, bridge-partial-2.png and bridge.png

        Where a provider sends an address in place of an image, it is shown and nothing is fetched.

        \(printed("the images", """
              {"type": "image" or "partial_image", "partial" (its number), "file",
               "bytes", "url", "revised_prompt", "provider"}
            """))

        \(shared)
        """

    private static func printed(_ subject: String, _ record: String) -> String {
        """
        JSON OUTPUT (--output json), one object per line; absent values are null. With `-o -` standard output carries \
        \(subject), and these lines go to standard error:
        \(record)
             or {"type": "error", …} as of `bifrost chat`.
        """
    }

    private static let shared = """
        TIME LIMITS are in seconds, fractions allowed, or `off`. A model that takes long needs --first-byte-timeout \
        and, when streaming, --first-token-timeout.

        \(environment)

        \(exitCodes)
        """
}
