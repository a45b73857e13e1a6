print("localshift")
